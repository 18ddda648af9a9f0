// The page: what comes in, what is shown, what one can do with it.

import { $, element } from './dom.js';
import { Abandoned, Engine, Refused } from './engine.js';
import { examples } from './examples.js';
import { List } from './list.js';
import { bring, fill, known, markOf, walk } from './marks.js';
import { changes, fresh, fromHash, Panel, toHash, toLines } from './settings.js';
import { setLanguage, number, size, translate, words } from './words.js';
import { Why } from './why.js';

/** What is longer than this is not put into the text box. */
const EDITABLE = 200_000;
const EDITABLE_LINES = 5_000;
/** From this size on there is a bar that says how far it is. */
const LARGE = 1_000_000;
/** What is longer than this is saved, not copied. */
const CLIPBOARD = 4_000_000;
const ENCODINGS = ['UTF-8', 'GBK', 'GB18030', 'Big5', 'UTF-16LE', 'UTF-16BE', 'Shift_JIS', 'EUC-KR', 'windows-1252'];

const engine = new Engine();
const text = $('text');
let settings = fresh();
let tables;
let panel;
/** What is to be cleaned: a text, or the bytes of a file. */
let input = { text: '' };
let result = null;
let problem = null;
let running = false;
let waiting = false;

const lists = ['source', 'output'].map((name, side) => new List($(name), {
  load: (index) => engine.ask('chunk', { output: side === 1, index }),
  fill: (root, chunk) => {
    fill(root, chunk, side === 1);
    why.relight();
  },
  words: () => words,
}));
const why = new Why(lists, {
  toText: (from, to) => {
    text.focus();
    text.setSelectionRange(from, to);
  },
  canGo: () => !text.hidden,
  rules: () => tables?.rules ?? [],
  switchOff: (id) => {
    if (!settings.off.includes(id)) settings.off.push(id);
    panel.show(settings);
    set();
  },
});

// Cleaning: one text at a time, and always the newest.

async function clean() {
  if (running) {
    waiting = true;
    return;
  }
  running = true;
  waiting = false;
  const now = input;
  try {
    problem = null;
    if (now.file && !now.bytes) now.bytes = await read(now.file);
    const length = now.bytes ? now.bytes.byteLength : now.text.length;
    if (length > LARGE) progress(words.cleaning(size(length)));
    const question = { settings: toLines(settings), encoding: now.encoding };
    const answer = await engine.ask('clean', now.bytes ? { ...question, bytes: now.bytes } : { ...question, text: now.text });
    if (now === input) show(answer);
  } catch (error) {
    if (error instanceof Abandoned) say(words.stopped);
    else if (now === input) refuse(error);
  } finally {
    running = false;
    progress(null);
  }
  if (waiting || now !== input) await clean();
}

async function read(file) {
  const reader = file.stream().getReader();
  const bytes = new Uint8Array(file.size);
  let done = 0;
  for (;;) {
    const { value, done: end } = await reader.read();
    if (end) break;
    bytes.set(value, done);
    done += value.length;
    if (file.size > LARGE) progress(words.reading(`${Math.floor((done / file.size) * 100)} %`), done / file.size);
  }
  return bytes.buffer;
}

function progress(said, share) {
  $('progress').hidden = said == null;
  if (said == null) return;
  $('progress-text').textContent = said;
  if (share == null) $('progress-bar').removeAttribute('value');
  else $('progress-bar').value = share;
}

function show(answer) {
  result = answer;
  const { summary, source, first } = answer;
  known.clear();
  if (input.bytes) hold(source);
  lists.forEach((list, side) => {
    if (summary.chunks[side]) list.show(summary.chunks[side], first[side]);
    else list.empty(summary.chunks[0] ? words.nothingLeft : words.nothing);
  });
  why.clear();
  tell();
  panel.count(summary.rules);
  announce(words.counted(summary.blocks, total(summary.kinds)));
  appear();
}

const total = (counts) => counts.reduce((sum, [, count]) => sum + count, 0);

function refuse(error) {
  if (!(error instanceof Refused)) throw error;
  problem = error;
  result = null;
  for (const list of lists) list.empty('');
  why.clear();
  tell();
}

/** The figures above the two sides. */
function tell() {
  const { summary, took } = result ?? {};
  const [about, index] = (problem?.about ?? '').split(' ');
  const refused = words.refused[about];
  const complaint = problem && (typeof refused === 'function' ? refused(Number(index) + 1) : (refused ?? '')) + problem.message;
  $('figures').textContent = summary && summary.chunks[0]
    ? words.figures({ ...summary, bytes: size(summary.bytes), blocks: number(summary.blocks), characters: summary.characters.map(number), took: `${number(Math.max(1, Math.round(took)))} ms` })
    : complaint || words.nothing;
  $('figures').classList.toggle('error', Boolean(complaint));
  const chips = (id, counts, name, key) => $(id).replaceChildren(...[...(counts ?? [])].sort((a, b) => b[1] - a[1]).map(([of, count]) =>
    element('li', { class: key, 'data-kind': of }, element('span', { text: name(of) }), ' ', element('b', { text: number(count) }))));
  chips('kinds', summary?.kinds, (of) => words.mark[of] ?? of, 'kind-chip');
  chips('reasons', summary?.reasons, (of) => words.reason[of]?.[0] ?? of, 'reason-chip');
  const notes = [];
  if (summary) {
    notes.push(...summary.warnings.map((warning) => words.warnings[warning] ?? warning));
    if (summary.truncated) notes.push(words.truncated);
    if (summary.repairs) notes.push(words.repairs(number(summary.repairs)));
    const lone = input.lone ?? 0;
    if (lone) notes.push(words.surrogates(number(lone)));
    if (summary.chunks[0] && !total(summary.kinds)) notes.push(words.unchanged);
  }
  $('notes').textContent = notes.join(' ');
  if (summary && !input.encoding) $('encoding').options[0].text = words.automatic(summary.encoding);
  $('encoding-label').hidden = !input.bytes;
}

let announcing;
function announce(said) {
  clearTimeout(announcing);
  announcing = setTimeout(() => say(said), 700);
}

function say(said) {
  clearTimeout(announcing);
  $('said').textContent = '';
  requestAnimationFrame(() => ($('said').textContent = said));
}

// What comes in.

function take(next) {
  input = next;
  if (typeof next.text === 'string') {
    // Half a character is no character: the library gets U+FFFD instead.
    next.lone = next.text.isWellFormed?.() === false ? next.text.match(/\p{Surrogate}/gu).length : 0;
    hold(next.text);
  }
  $('encoding').value = '';
  $('held-name').textContent = next.file?.name ?? words.input;
  $('held-size').textContent = size(next.file?.size ?? next.text.length);
  for (const button of $('examples').children) button.setAttribute('aria-pressed', String(button.dataset.example === String(next.example)));
  clean();
}

const fits = (content) => content != null && content.length <= EDITABLE && lines(content) <= EDITABLE_LINES;

function lines(content) {
  let count = 0;
  for (let at = -1; (at = content.indexOf('\n', at + 1)) >= 0 && count <= EDITABLE_LINES;) count++;
  return count;
}

/** Shows `content` in the text box, if it is not too long. */
function hold(content) {
  const editable = fits(content);
  text.hidden = !editable;
  $('held').hidden = editable;
  if (!editable) text.value = '';
  else if (text.value !== content) text.value = content;
}

text.addEventListener('input', () => take({ text: text.value }));

function long(event, data) {
  const given = data?.getData('text/plain') ?? '';
  if (data?.files.length) {
    event.preventDefault();
    take({ file: data.files[0] });
  } else if (!fits(given) || !fits(text.value + given)) {
    event.preventDefault();
    take({ text: given });
  }
}
text.addEventListener('paste', (event) => long(event, event.clipboardData));
addEventListener('paste', (event) => {
  if (event.target instanceof Element && event.target.closest('textarea, input, select')) return;
  const given = event.clipboardData?.getData('text/plain');
  if (event.clipboardData?.files.length) long(event, event.clipboardData);
  else if (given) take({ text: given });
});

let over = 0;
const dragging = (by) => document.body.classList.toggle('dropping', (over = Math.max(0, over + by)) > 0);
addEventListener('dragenter', () => dragging(1));
addEventListener('dragleave', () => dragging(-1));
addEventListener('dragover', (event) => {
  if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
});
addEventListener('drop', (event) => {
  dragging(-over);
  if (event.dataTransfer?.files.length || event.target === text) long(event, event.dataTransfer);
});
$('file').addEventListener('change', () => {
  const [file] = $('file').files;
  if (file) take({ file });
  $('file').value = '';
});
$('clear').addEventListener('click', () => {
  take({ text: '' });
  text.focus();
});
$('encoding').addEventListener('change', () => {
  input = { ...input, encoding: $('encoding').value };
  clean();
});
$('cancel').addEventListener('click', () => {
  waiting = false;
  input = { text: '' };
  hold('');
  engine.restart();
});

function openExample(index) {
  const { name, bytes } = examples[index];
  const raw = Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0));
  take({ file: { name, size: raw.length }, bytes: raw.buffer, example: index });
}

function showExamples() {
  $('examples').replaceChildren(...examples.map((example, index) => {
    const { label, says } = example[document.documentElement.lang === 'en' ? 'en' : 'zh'];
    const button = element('button', { type: 'button', text: label, title: says, 'data-example': index, 'aria-pressed': String(input.example === index) });
    button.addEventListener('click', () => openExample(index));
    return button;
  }));
}

// What goes out.

const FILES = { text: ['txt', 'text/plain'], markdown: ['md', 'text/markdown'], json: ['json', 'application/json'] };

for (const button of document.querySelectorAll('[data-copy]')) {
  button.addEventListener('click', async () => {
    if (!result) return;
    const format = button.dataset.copy;
    const written = await engine.ask('written', { format });
    if (written.length > CLIPBOARD) save(written, ...FILES[format]);
    else await copy(written, words.copied, button);
  });
}

async function copy(written, done, button) {
  try {
    await navigator.clipboard.writeText(written);
    say(done);
    button.classList.add('done');
    setTimeout(() => button.classList.remove('done'), 1500);
  } catch {
    say(words.copyFailed);
  }
}

function save(written, ending, type) {
  const url = URL.createObjectURL(new Blob([written], { type: `${type};charset=utf-8` }));
  element('a', { href: url, download: `zhengwen.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  say(words.saved);
}

// Settings.

let ours = '';

/** Puts the settings into the address, and cleans again. */
function set() {
  ours = toHash(settings);
  history.replaceState(null, '', ours ? `#${ours}` : location.pathname + location.search);
  countChanges();
  clean();
}

function countChanges() {
  const count = changes(settings);
  $('settings-count').textContent = count ? words.changed(count) : '';
}

function showPanel() {
  countChanges();
  panel = new Panel($('settings-body'), tables, (changed) => {
    settings = changed;
    set();
  });
  panel.show(settings);
  const link = element('button', { type: 'button', id: 'link', text: words.link });
  link.addEventListener('click', () => copy(location.href, words.linkCopied, link));
  const reset = element('button', { type: 'button', id: 'reset', text: words.reset });
  reset.addEventListener('click', () => {
    settings = fresh();
    panel.show(settings);
    set();
  });
  $('settings-actions')?.remove();
  $('settings-body').after(element('div', { id: 'settings-actions' }, link, reset));
  if (result) panel.count(result.summary.rules);
}

addEventListener('hashchange', () => {
  if (location.hash.replace(/^#/, '') === ours) return;
  settings = fromHash(location.hash, tables);
  panel.show(settings);
  set();
});

// The language, and the beginning.

function speak() {
  translate();
  $('encoding').replaceChildren(...['', ...ENCODINGS].map((name) => element('option', { value: name, text: name || words.automatic('') })));
  $('encoding').value = input.encoding ?? '';
  showExamples();
  if (tables) showPanel();
  why.clear();
  tell();
}

for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', () => {
    setLanguage(button.dataset.language);
    speak();
    if (result) clean();
  });
}

// From mark to mark, and from side to side.

lists.forEach((list, side) => {
  const { pane } = list;
  const other = lists[1 - side];
  const cross = async (mark) => {
    const target = await why.find(1 - side, mark);
    if (!target) return;
    if (target.classList.contains('seam')) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    bring(other.pane, target);
  };
  walk(list, cross);
  pane.addEventListener('pointerover', (event) => why.point(side, markOf(event.target)));
  pane.addEventListener('pointerleave', () => why.point(side, null));
  pane.addEventListener('focusin', (event) => why.hold(side, markOf(event.target)));
});

/** The page is seen once there is something to see, so that nothing moves under one's eyes. */
const appear = () => delete document.body.dataset.starting;

speak();
setTimeout(appear, 1500);
tables = await engine.ask('tables');
settings = fromHash(location.hash, tables);
ours = toHash(settings);
showPanel();
if (text.value) take({ text: text.value });
else if (!input.file) openExample(0);
document.body.dataset.ready = '';
