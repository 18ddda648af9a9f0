// Questions to the worker, and its answers.

const policy = globalThis.trustedTypes?.createPolicy('page', { createScriptURL: (url) => (url === 'worker.js' ? url : '') });
const script = policy ? policy.createScriptURL('worker.js') : 'worker.js';

/** What the library says is wrong: what it is about, and what it is. */
export class Refused extends Error {
  constructor(about, message) {
    super(message);
    this.about = about;
  }
}

/** The work was given up for other work. */
export class Abandoned extends Error {}

export class Engine {
  #worker;
  #next = 0;
  #open = new Map();

  constructor() {
    this.#start();
  }

  #start() {
    this.#worker = new Worker(script, { type: 'module' });
    this.#worker.addEventListener('message', ({ data }) => this.#answered(data));
    this.#worker.addEventListener('error', (event) => this.#broke(event.message || 'worker'));
  }

  /** Asks, and gives what is answered. `transfer` is moved, not copied. */
  ask(ask, question = {}, transfer = []) {
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      this.#open.set(id, { resolve, reject });
      this.#worker.postMessage({ ...question, ask, id }, transfer);
    });
  }

  /** Gives up whatever is under way. */
  restart() {
    this.#worker.terminate();
    const open = [...this.#open.values()];
    this.#open.clear();
    this.#start();
    for (const { reject } of open) reject(new Abandoned());
  }

  #answered({ id, answer, refused, broken }) {
    const question = this.#open.get(id);
    if (!question) return;
    this.#open.delete(id);
    if (refused != null) {
      const [about, message] = JSON.parse(refused);
      question.reject(new Refused(about, message));
    } else if (broken != null) {
      question.reject(new Refused('broken', broken));
      this.restart();
    } else {
      question.resolve(answer);
    }
  }

  #broke(message) {
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const { reject } of open) reject(new Refused('broken', message));
  }
}
