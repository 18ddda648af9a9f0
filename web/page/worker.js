// The cleaner, away from the page: whatever it takes, the page goes on.

import init, { clean_bytes, clean_text, names, rules } from './pkg/zhengwen_web.js';

/** Up to so many characters of a decoded file are sent back to be edited. */
const EDITABLE = 200_000;

const ready = init({ module_or_path: new URL('pkg/zhengwen_web_bg.wasm', import.meta.url) });
let cleaned = null;

const answers = {
  tables: () => ({ rules: JSON.parse(rules()), names: JSON.parse(names()) }),

  clean({ text, bytes, encoding, settings }) {
    cleaned?.free();
    cleaned = null;
    const began = performance.now();
    cleaned = bytes
      ? clean_bytes(new Uint8Array(bytes), encoding || undefined, settings)
      : clean_text(text, settings);
    const took = performance.now() - began;
    const summary = JSON.parse(cleaned.summary());
    const source = bytes && summary.characters[0] <= EDITABLE ? cleaned.source() : null;
    return { summary, source, took, first: [0, 1].map((side) => JSON.parse(cleaned.chunk(side === 1, 0))) };
  },

  chunk: ({ output, index }) => cleaned && JSON.parse(cleaned.chunk(output, index)),

  written: ({ format }) => cleaned?.written(format) ?? '',
};

addEventListener('message', async ({ data }) => {
  try {
    await ready;
    postMessage({ id: data.id, answer: answers[data.ask](data) });
  } catch (error) {
    // What the library refuses comes as a string; all else is the end of this worker.
    const refused = typeof error === 'string';
    postMessage({ id: data.id, refused: refused ? error : null, broken: refused ? null : String(error) });
  }
});
