// What was done at a mark, and why, in words; and the place of the mark on the other side.

import { $, element } from './dom.js';
import { bring, elements, known } from './marks.js';
import { summaryOf } from './settings.js';
import { words } from './words.js';

/** One has to point at a mark so long before the other side moves, in milliseconds. */
const PAUSE = 120;

export class Why {
  #lists;
  #acts;
  /** The mark that has the focus or was clicked, and the one that is pointed at. */
  #held = null;
  #pointed = null;
  #lit = null;
  #timer;

  constructor(lists, acts) {
    this.#lists = lists;
    this.#acts = acts;
  }

  clear() {
    this.#held = this.#pointed = null;
    this.#light(null);
    this.#tell(null);
  }

  point(side, mark) {
    if (mark === this.#pointed?.mark) return;
    this.#pointed = mark == null ? null : { side, mark };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#turn(), this.#pointed ? PAUSE : 400);
    if (this.#pointed) {
      this.#light(mark);
      this.#tell(mark);
    }
  }

  hold(side, mark) {
    this.#held = mark == null ? null : { side, mark };
    this.#pointed = null;
    clearTimeout(this.#timer);
    this.#turn();
    if (this.#held) $('said').textContent = $('why-body').innerText;
  }

  /** Lights what has come into sight of the mark that is told about. */
  relight() {
    if (this.#lit != null) this.#light(this.#lit);
  }

  /** The first element of `mark` on a side, in sight. */
  async find(side, mark) {
    const about = known.get(mark);
    const list = this.#lists[side];
    if (!about || !(await list.reveal(about.chunks[side]))) return null;
    const [found] = elements(list.pane, mark);
    return found ?? null;
  }

  async #turn() {
    const now = this.#pointed ?? this.#held;
    this.#light(now?.mark ?? null);
    if (!now) {
      this.#tell(null);
      return;
    }
    this.#tell(now.mark);
    const found = await this.find(1 - now.side, now.mark);
    if (!found || now !== (this.#pointed ?? this.#held)) return;
    bring(this.#lists[1 - now.side].pane, found);
    this.#light(now.mark);
  }

  #light(mark) {
    this.#lit = mark;
    for (const { pane } of this.#lists) {
      for (const node of pane.querySelectorAll('.on')) node.classList.remove('on');
      if (mark != null) for (const node of elements(pane, mark)) node.classList.add('on');
    }
  }

  #tell(mark) {
    const about = known.get(mark);
    const body = $('why-body');
    if (!about) {
      body.replaceChildren(element('p', { class: 'soft', text: words.whyEmpty }));
      return;
    }
    const kind = words.mark[about.kind];
    const [reason, examples] = words.reason[about.reason] ?? [about.reason];
    const stands = words.placeholders[about.placeholder];
    const head = [kind, reason ?? stands].filter(Boolean).join(' · ');
    const says = examples ?? words.says[about.kind === 'masked' && !about.rule ? 'maskedKept' : about.kind];
    const rule = this.#acts.rules().find((rule) => rule.id === about.rule);
    const summary = rule && summaryOf(rule);
    // Of two characters that look alike the numbers tell what is different.
    const single = [...about.before].length === 1 && [...about.after].length === 1;
    const code = (text) => (single ? ` U+${text.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}` : '');
    const quote = (text, none) => (text ? element('span', {}, element('q', { lang: 'zh', text }), element('code', { text: code(text) })) : element('span', { text: none }));
    const before = quote(about.before, words.from);
    const after = quote(about.after, words.gone);
    const change = about.kind === 'masked' && !about.rule ? [before] : [before, ' → ', after];
    const actions = [];
    if (this.#acts.canGo()) actions.push(this.#button(words.toText, () => this.#acts.toText(...about.units)));
    if (rule) actions.push(this.#button(words.switchOff, () => this.#acts.switchOff(rule.id)));
    body.replaceChildren(
      element('p', { class: 'head' }, element('strong', { class: about.kind, text: head }), ' ', element('span', { text: says })),
      element('p', { class: 'change' }, ...change),
      element('p', { class: 'rule' }, ...(summary ? [element('span', { text: summary.text, lang: summary.lang }), ' ', element('code', { text: about.rule })] : [about.rule ?? ''])),
      element('p', { class: 'actions' }, ...actions),
    );
  }

  #button(text, act) {
    const button = element('button', { type: 'button', text });
    button.addEventListener('click', act);
    return button;
  }
}
