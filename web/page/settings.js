// The settings: what they are, how a link carries them, and their panel.

import { element } from './dom.js';
import { language, words } from './words.js';
import { summaries } from './rules.zh.js';

const STYLES = ['canonical', 'keep', 'tagged'];
/** No more rules of one's own than this. */
const OWN = 50;

export const fresh = () => ({ off: [], style: 'canonical', styles: {}, own: [] });

/** How many settings are not as they were. */
export const changes = ({ off, style, styles, own }) => off.length + (style !== 'canonical') + Object.keys(styles).length + own.length;

/** The settings as the hash of a link. */
export function toHash({ off, style, styles, own }) {
  const hash = new URLSearchParams();
  if (off.length) hash.set('off', off.join(','));
  if (style !== 'canonical') hash.set('style', style);
  for (const [kind, of] of Object.entries(styles)) hash.set(`style.${kind}`, of);
  for (const { reason, scope, pattern } of own) hash.append('own', [reason, scope, pattern].join(' '));
  return hash.toString();
}

/** The settings as the worker reads them: one a line. A rule that is not written yet is none. */
export function toLines({ off, style, styles, own }) {
  const lines = off.map((id) => ['off', id]);
  lines.push(['style', style]);
  for (const [kind, of] of Object.entries(styles)) lines.push(['style', of, kind]);
  for (const { reason, scope, pattern } of own) if (pattern) lines.push(['own', reason, scope, pattern.replace(/[\r\n]/g, ' ')]);
  return lines.map((line) => line.join('\t')).join('\n');
}

/** The settings of a hash. What it says may come from anybody: whatever is no setting is passed over. */
export function fromHash(text, tables) {
  const hash = new URLSearchParams(text.replace(/^#/, ''));
  const settings = fresh();
  const ids = new Set(tables.rules.map((rule) => rule.id));
  settings.off = [...new Set((hash.get('off') ?? '').split(','))].filter((id) => ids.has(id));
  if (STYLES.includes(hash.get('style'))) settings.style = hash.get('style');
  for (const kind of tables.names.placeholders) {
    const style = hash.get(`style.${kind}`);
    if (STYLES.includes(style)) settings.styles[kind] = style;
  }
  for (const own of hash.getAll('own').slice(0, OWN)) {
    const [, reason, scope, pattern] = /^(\S+) (\S+) ([^]*)$/.exec(own) ?? [];
    if (tables.names.reasons.includes(reason) && tables.names.scopes.includes(scope)) settings.own.push({ reason, scope, pattern });
  }
  return settings;
}

/** What a rule does, in the language of the page. */
export function summaryOf(rule) {
  const chinese = language === 'zh' && summaries[rule.id];
  return chinese ? { text: chinese, lang: 'zh' } : { text: rule.summary, lang: 'en' };
}

/** The panel. `changed(settings)` is called when one changes something. */
export class Panel {
  #body;
  #changed;
  #tables;
  #settings;
  #counts = new Map();

  constructor(body, tables, changed) {
    this.#body = body;
    this.#tables = tables;
    this.#changed = changed;
  }

  /** Shows `settings`. */
  show(settings) {
    this.#settings = settings;
    this.#counts.clear();
    this.#body.replaceChildren(this.#styles(), this.#own(), this.#rules());
  }

  /** Tells how often each rule was used. */
  count(used) {
    const times = new Map(used);
    for (const [id, node] of this.#counts) node.textContent = times.has(id) ? `(${times.get(id)})` : '';
  }

  #set(part) {
    Object.assign(this.#settings, part);
    this.#changed(this.#settings);
  }

  #styles() {
    const options = (chosen, names) => names.map((name) => element('option', { value: name, text: words.style[name] ?? words.sameAsAll, selected: name === chosen }));
    const all = element('select', {}, ...options(this.#settings.style, STYLES));
    all.addEventListener('change', () => this.#set({ style: all.value }));
    const rows = [element('label', {}, element('span', { text: words.allKinds }), all)];
    for (const kind of this.#tables.names.placeholders) {
      const select = element('select', {}, ...options(this.#settings.styles[kind] ?? '', ['', ...STYLES]));
      select.addEventListener('change', () => {
        const styles = { ...this.#settings.styles };
        if (select.value) styles[kind] = select.value;
        else delete styles[kind];
        this.#set({ styles });
      });
      rows.push(element('label', {}, element('span', { text: words.placeholders[kind] ?? kind }), select));
    }
    return element('fieldset', { class: 'styles' }, element('legend', { text: words.styles }), ...rows);
  }

  #own() {
    const { reasons, scopes } = this.#tables.names;
    const rows = this.#settings.own.map((rule, index) => {
      const change = (part) => {
        Object.assign(rule, part);
        this.#set({});
      };
      const pattern = element('input', { type: 'text', value: rule.pattern, 'aria-label': `${words.pattern} ${index + 1}`, lang: 'zh', spellcheck: 'false', autocomplete: 'off' });
      pattern.addEventListener('input', () => change({ pattern: pattern.value }));
      const choose = (label, key, names, word) => {
        const select = element('select', { 'aria-label': `${label} ${index + 1}` }, ...names.map((name) => element('option', { value: name, text: word(name), selected: name === rule[key] })));
        select.addEventListener('change', () => change({ [key]: select.value }));
        return select;
      };
      const take = element('button', { type: 'button', text: '×', 'aria-label': `${words.take} ${index + 1}` });
      take.addEventListener('click', () => {
        this.#settings.own.splice(index, 1);
        this.#set({});
        this.show(this.#settings);
        this.#body.querySelector('.add').focus();
      });
      return element('div', { class: 'own' }, pattern, choose(words.ownScope, 'scope', scopes, (name) => words.scope[name] ?? name), choose(words.ownReason, 'reason', reasons, (name) => words.reason[name]?.[0] ?? name), take);
    });
    const add = element('button', { type: 'button', class: 'add', text: words.add });
    add.disabled = rows.length >= OWN;
    add.addEventListener('click', () => {
      this.#settings.own.push({ reason: 'advert', scope: 'line', pattern: '' });
      this.show(this.#settings);
      this.#body.querySelector('.own:last-of-type input').focus();
    });
    const error = element('p', { id: 'own-error', class: 'error' });
    return element('fieldset', {}, element('legend', { text: words.own }), element('p', { class: 'soft', text: words.ownHint }), ...rows, error, add);
  }

  #rules() {
    const groups = new Map();
    for (const rule of this.#tables.rules) {
      const stage = rule.id.split('.')[0];
      if (!groups.has(stage)) groups.set(stage, []);
      groups.get(stage).push(rule);
    }
    const stages = [...groups].map(([stage, rules]) => this.#stage(stage, rules));
    return element('fieldset', { class: 'rules' }, element('legend', { text: words.rules }), element('p', { class: 'soft', text: words.rulesHint }), ...stages);
  }

  #stage(stage, rules) {
    const off = new Set(this.#settings.off);
    const boxes = [];
    const all = element('input', { type: 'checkbox' });
    const agree = () => {
      const on = boxes.filter((box) => box.checked).length;
      all.checked = on === boxes.length;
      all.indeterminate = on > 0 && on < boxes.length;
    };
    const switched = () => {
      agree();
      const unticked = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
      const others = this.#settings.off.filter((id) => !rules.some((rule) => rule.id === id));
      this.#set({ off: [...others, ...unticked] });
    };
    const items = rules.map((rule) => {
      const box = element('input', { type: 'checkbox', value: rule.id });
      box.checked = !off.has(rule.id);
      box.addEventListener('change', switched);
      boxes.push(box);
      const count = element('span', { class: 'soft' });
      this.#counts.set(rule.id, count);
      const { text, lang } = summaryOf(rule);
      const examples = `${words.hit}: ${rule.hit}\n${words.nearMiss}: ${rule.near_miss}`;
      return element('li', { title: examples }, element('label', {}, box, element('span', {}, element('span', { text, lang }), ' ', element('code', { text: rule.id }), ' ', count)));
    });
    agree();
    all.addEventListener('change', () => {
      for (const box of boxes) box.checked = all.checked;
      switched();
    });
    const name = words.stage[stage] ?? stage;
    all.setAttribute('aria-label', name);
    return element('details', {}, element('summary', {}, all, ` ${name} (${rules.length})`), element('ul', {}, ...items));
  }
}
