// Elements. Whatever text comes in goes in as text; nothing here reads markup.

export const $ = (id) => document.getElementById(id);

/** An element with attributes (`text` is its text) and children. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value == null || value === false) continue;
    if (attribute === 'text') made.textContent = value;
    else made.setAttribute(attribute, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}
