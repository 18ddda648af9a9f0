// One side of the page: rows in chunks, of which only those near the screen are there.

import { element } from './dom.js';

/** So many chunks are one part; the height of an element has a limit in every browser. */
const PART = 300;
/** Up to so many chunks are shown whole. */
const WHOLE = 4;
/** What is so far from the screen is made ready. */
const NEAR = '1200px 0px';
/** Height of a chunk that was never seen. */
const GUESS = 1000;

export class List {
  #pane;
  #load;
  #fill;
  #words;
  #count = 0;
  #part = 0;
  #first = null;
  #chunks = [];
  #round = 0;
  #observer;

  /** `load(index)` gives a chunk, `fill(element, chunk)` shows it, `words()` names the two buttons. */
  constructor(pane, { load, fill, words }) {
    this.#pane = pane;
    this.#load = load;
    this.#fill = fill;
    this.#words = words;
    this.#observer = new IntersectionObserver((entries) => this.#moved(entries), { root: pane, rootMargin: NEAR });
  }

  get pane() {
    return this.#pane;
  }

  /** Shows a new document of `count` chunks, the first of which is here already. */
  show(count, first) {
    this.#count = count;
    this.#first = first;
    const { scrollTop } = this.#pane;
    this.#open(0);
    this.#pane.scrollTop = scrollTop;
  }

  /** Shows `message` instead of a document. */
  empty(message) {
    this.#observer.disconnect();
    this.#round++;
    this.#count = 0;
    this.#chunks = [];
    this.#pane.replaceChildren(element('p', { class: 'soft nothing', text: message }));
  }

  /** The element of the chunk `index`, filled. */
  async reveal(index) {
    if (index < 0 || index >= this.#count) return null;
    const part = Math.floor(index / PART);
    if (part !== this.#part) this.#open(part);
    const chunk = this.#chunks[index - this.#part * PART];
    if (!chunk.full) {
      chunk.element.scrollIntoView({ block: 'nearest' });
      await this.#put(chunk);
    }
    return chunk.element;
  }

  #open(part) {
    this.#observer.disconnect();
    this.#round++;
    this.#part = part;
    const begin = part * PART;
    const end = Math.min(this.#count, begin + PART);
    this.#chunks = [];
    for (let index = begin; index < end; index++) {
      const chunk = { index, element: element('div', { class: 'chunk' }), full: false };
      chunk.element.dataset.chunk = index;
      this.#chunks.push(chunk);
    }
    const nodes = this.#chunks.map((chunk) => chunk.element);
    if (part > 0) nodes.unshift(this.#turn(part - 1, 'earlier'));
    if (end < this.#count) nodes.push(this.#turn(part + 1, 'later'));
    this.#pane.replaceChildren(...nodes);
    const whole = this.#count <= WHOLE;
    for (const chunk of this.#chunks) {
      if (chunk.index === 0 && this.#first) this.#show(chunk, this.#first);
      else if (whole) this.#put(chunk);
      else chunk.element.style.minHeight = `${GUESS}px`;
      if (!whole) this.#observer.observe(chunk.element);
    }
  }

  #turn(part, word) {
    const button = element('button', { type: 'button', class: 'turn', text: this.#words()[word] });
    button.addEventListener('click', () => {
      this.#open(part);
      this.#pane.scrollTop = word === 'later' ? 0 : this.#pane.scrollHeight;
      this.#pane.focus();
    });
    return button;
  }

  #moved(entries) {
    for (const entry of entries) {
      const chunk = this.#chunks[Number(entry.target.dataset.chunk) - this.#part * PART];
      if (!chunk || chunk.element !== entry.target) continue;
      if (entry.isIntersecting) this.#put(chunk);
      else this.#drop(chunk, entry.boundingClientRect.height);
    }
  }

  async #put(chunk) {
    if (chunk.full) return;
    const round = this.#round;
    chunk.loading ??= this.#load(chunk.index);
    const rows = await chunk.loading.catch(() => null);
    chunk.loading = null;
    if (round !== this.#round || !rows || chunk.full) return;
    this.#show(chunk, rows);
  }

  #show(chunk, rows) {
    chunk.full = true;
    this.#fill(chunk.element, rows);
    chunk.element.style.minHeight = '';
  }

  #drop(chunk, height) {
    if (!chunk.full || chunk.element.contains(document.activeElement)) return;
    chunk.element.style.minHeight = `${height}px`;
    chunk.element.replaceChildren();
    chunk.full = false;
    this.#first = chunk.index === 0 ? null : this.#first;
  }
}
