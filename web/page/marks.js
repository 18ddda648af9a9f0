// Rows with their marks: how they are shown, and how one goes from mark to mark.

import { element } from './dom.js';
import { words } from './words.js';

const SIGN = 1;
const CODE = 2;
const SEAM = 3;
const TAGS = { removed: 'del', joined: 'del', spaced: 'del', broken: 'ins', masked: 'mark', changed: 'mark' };

/** What is known of the marks that are shown, by their number. */
export const known = new Map();

/** Fills `root` with the rows of a chunk. */
export function fill(root, chunk, output) {
  for (const [mark, about] of chunk.marks) known.set(mark, about);
  const nodes = [];
  let line = null;
  for (const row of chunk.rows) {
    if (!row.goes_on || !line) {
      line = element(output ? tagOf(row) : 'p', { class: `row ${row.kind ?? ''}`, dir: 'auto' });
      if (output) {
        const level = row.level ? ` ${row.level}` : '';
        const kind = element('span', { class: 'kind', text: words.block[row.kind] + level, 'data-kind': row.kind, 'data-level': row.level });
        nodes.push(element('div', { class: `block ${row.kind}` }, kind, line));
      } else nodes.push(line);
    }
    write(line, row.runs, output);
  }
  root.replaceChildren(...nodes);
}

function tagOf({ kind, level }) {
  if (kind === 'title') return 'h4';
  return kind === 'heading' ? `h${Math.min(6, 4 + level)}` : 'p';
}

function write(line, runs, output) {
  let open = null;
  let last = -1;
  for (const [mark, style, text] of runs) {
    if (mark < 0) {
      open = null;
      line.append(style === 0 ? text : sign(style, text));
    } else {
      if (mark !== last || !open) {
        const about = known.get(mark);
        const seam = style === SEAM;
        open = element(seam ? 'span' : TAGS[about.kind], { class: `${about.kind}${seam ? ' seam' : ''}`, 'data-mark': mark });
        if (!seam) open.tabIndex = -1;
        line.append(open);
      }
      if (style !== SEAM) open.append(style === 0 ? text : sign(style, text));
    }
    last = mark;
  }
  // Of a removal the reason is told in place.
  if (!output) for (const node of line.querySelectorAll('del.removed')) label(node, Number(node.dataset.mark));
}

/** Tells the reason behind a removal; behind the last of several that touch and have the same. */
function label(node, mark) {
  const reason = known.get(mark)?.reason;
  const next = node.nextSibling instanceof Element ? known.get(Number(node.nextSibling.dataset.mark)) : null;
  if (reason && next?.reason !== reason) node.dataset.reason = words.reason[reason]?.[0] ?? reason;
}

function sign(style, text) {
  return element('span', { class: style === CODE ? 'code' : style === SIGN ? 'sign' : '', text });
}

/** The elements of a mark inside `root`. */
export const elements = (root, mark) => [...root.querySelectorAll(`[data-mark="${Number(mark)}"]`)];

/** The mark that an element belongs to. */
export const markOf = (node) => {
  const found = node instanceof Element ? node.closest('[data-mark]') : null;
  return found ? Number(found.dataset.mark) : null;
};

/** Arrow keys, Enter and Escape in a pane. `cross(mark)` goes to the other side. */
export function walk(list, cross) {
  const { pane } = list;
  pane.addEventListener('keydown', async (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const at = markOf(document.activeElement);
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      event.preventDefault();
      await step(list, at, event.key === 'ArrowRight' ? 1 : -1);
    } else if (event.key === 'Enter' && at != null) {
      event.preventDefault();
      cross(at);
    } else if (event.key === 'Escape' && at != null) {
      event.preventDefault();
      pane.focus();
    }
  });
}

async function step(list, at, way) {
  const { pane } = list;
  const all = [...pane.querySelectorAll('[data-mark]:not(.seam)')];
  let place = at == null ? -1 : all.findIndex((node) => Number(node.dataset.mark) === at);
  if (at == null) place = way > 0 ? firstInSight(pane, all) - 1 : all.length;
  let next = place + way;
  while (all[next] && Number(all[next].dataset.mark) === at) next += way;
  let target = all[next];
  if (!target) {
    const edge = all[way > 0 ? all.length - 1 : 0]?.closest('.chunk') ?? pane.querySelector('.chunk');
    const chunk = edge && (await list.reveal(Number(edge.dataset.chunk) + way));
    const more = chunk ? [...chunk.querySelectorAll('[data-mark]:not(.seam)')] : [];
    target = way > 0 ? more[0] : more.at(-1);
  }
  if (!target) return;
  target.focus({ preventScroll: true });
  bring(pane, target);
}

function firstInSight(pane, all) {
  const { top } = pane.getBoundingClientRect();
  return Math.max(0, all.findIndex((node) => node.getBoundingClientRect().bottom > top));
}

/** Scrolls `pane`, and nothing else, until `node` is well inside it. */
export function bring(pane, node) {
  const outer = pane.getBoundingClientRect();
  const inner = node.getBoundingClientRect();
  const margin = Math.min(60, outer.height / 4);
  if (inner.top < outer.top + margin) pane.scrollTop += inner.top - outer.top - margin;
  else if (inner.top > outer.bottom - margin) pane.scrollTop += inner.top - outer.bottom + 2 * margin;
}
