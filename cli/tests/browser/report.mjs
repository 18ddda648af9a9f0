// Opens report pages in headless Chromium and checks what only a browser can tell:
//
//     node --experimental-websocket cli/tests/browser/report.mjs [--shots DIR] PAGE.html…
//
// A page must load within two seconds, say nothing on the console, request nothing but itself,
// run no script, and never be wider than the window, on a desktop and on a phone, light and dark.
// With --shots, screenshots of all four are left in DIR, three places each. Needs Node 20 and Chromium, nothing else
// (CHROMIUM names another binary).

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const LOAD_LIMIT = 2000; // milliseconds
const VIEWS = [
  { name: "wide-light", width: 1280, height: 900, scheme: "light" },
  { name: "wide-dark", width: 1280, height: 900, scheme: "dark" },
  { name: "narrow-light", width: 375, height: 812, scheme: "light" },
  { name: "narrow-dark", width: 375, height: 812, scheme: "dark" },
];

const pages = process.argv.slice(2);
let shots = null;
if (pages[0] === "--shots") {
  [, shots] = pages.splice(0, 2);
  mkdirSync(shots, { recursive: true });
}
if (pages.length === 0) {
  console.error("usage: report.mjs [--shots DIR] PAGE.html…");
  process.exit(2);
}

const profile = mkdtempSync(join(tmpdir(), "report-"));
const browser = spawn(process.env.CHROMIUM ?? "chromium", [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank",
], { stdio: ["ignore", "ignore", "pipe"] });

const address = await new Promise((found, failed) => {
  let log = "";
  browser.on("error", failed);
  browser.on("exit", () => failed(new Error(`Chromium ended:\n${log}`)));
  browser.stderr.on("data", (data) => {
    log += data;
    const match = log.match(/DevTools listening on (ws:\S+)/);
    if (match) found(match[1]);
  });
});

const socket = new WebSocket(address);
await new Promise((opened) => socket.addEventListener("open", opened));
let last = 0;
const waiting = new Map();
const listeners = new Set();
socket.addEventListener("message", ({ data }) => {
  const message = JSON.parse(data);
  if (message.id) {
    const { done, failed } = waiting.get(message.id);
    waiting.delete(message.id);
    message.error ? failed(new Error(message.error.message)) : done(message.result);
  } else {
    for (const listener of listeners) listener(message);
  }
});
const send = (method, params = {}, sessionId) =>
  new Promise((done, failed) => {
    waiting.set(++last, { done, failed });
    socket.send(JSON.stringify({ id: last, method, params, sessionId }));
  });

async function open(page, view) {
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const ask = (method, params) => send(method, params, sessionId);
  const value = async (expression) => (await ask("Runtime.evaluate", { expression, returnByValue: true })).result.value;
  const problems = [];
  const url = pathToFileURL(resolve(page)).href;
  let loaded;
  const load = new Promise((done) => (loaded = done));
  const listener = ({ method, params, sessionId: from }) => {
    if (from !== sessionId) return;
    if (method === "Page.loadEventFired") loaded();
    if (method === "Runtime.consoleAPICalled") problems.push(`console: ${JSON.stringify(params.args)}`);
    if (method === "Runtime.exceptionThrown") problems.push(`exception: ${params.exceptionDetails.text}`);
    if (method === "Log.entryAdded") problems.push(`log: ${params.entry.text}`);
    if (method === "Page.javascriptDialogOpening") problems.push(`dialog: ${params.message}`);
    if (method === "Network.requestWillBeSent") {
      const asked = params.request.url;
      if (asked !== url && !asked.startsWith("data:")) problems.push(`request: ${asked}`);
    }
  };
  listeners.add(listener);
  for (const domain of ["Page", "Runtime", "Log", "Network"]) await ask(`${domain}.enable`);
  await ask("Emulation.setDeviceMetricsOverride", { width: view.width, height: view.height, deviceScaleFactor: 1, mobile: view.width < 600 });
  await ask("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: view.scheme }] });
  const start = performance.now();
  await ask("Page.navigate", { url });
  await load;
  // Two frames: the page is not only there but drawn.
  await ask("Runtime.evaluate", { expression: "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))", awaitPromise: true });
  const time = performance.now() - start;
  if (time > LOAD_LIMIT) problems.push(`loaded in ${time.toFixed(0)} ms`);
  if ((await value("document.title")) !== "Cleaning report") problems.push("something changed the title");
  const scripts = await value("document.querySelectorAll('script, iframe, object, embed, link:not([rel=icon]), [onerror], [onload], [onclick]').length");
  if (scripts > 0) problems.push(`${scripts} elements that could run or load`);
  await value("document.querySelectorAll('details').forEach(one => (one.open = true))");
  const wide = await value("document.documentElement.scrollWidth");
  if (wide > view.width) problems.push(`${wide} pixels wide in a window of ${view.width}`);
  await value("document.querySelectorAll('details.rule, details.speech + details.speech').forEach(one => (one.open = false))");
  if (shots) {
    const height = 2 * view.height;
    await ask("Emulation.setDeviceMetricsOverride", { width: view.width, height, deviceScaleFactor: 1, mobile: view.width < 600 });
    for (const place of ["overview", "rules", "documents"]) {
      await value(`location.hash = "${place}"`);
      await new Promise((done) => setTimeout(done, 300));
      const { data } = await ask("Page.captureScreenshot", {});
      writeFileSync(join(shots, `${basename(page, ".html")}-${view.name}-${place}.png`), Buffer.from(data, "base64"));
    }
  }
  listeners.delete(listener);
  await send("Target.closeTarget", { targetId });
  return { time, problems };
}

let failed = false;
try {
  for (const page of pages) {
    for (const view of VIEWS) {
      const { time, problems } = await open(page, view);
      console.log(`${page} ${view.name}: ${time.toFixed(0)} ms${problems.length ? "" : ", well"}`);
      for (const problem of problems) console.log(`  ${problem}`);
      failed ||= problems.length > 0;
    }
  }
} finally {
  socket.close();
  const ended = new Promise((done) => browser.on("exit", done));
  browser.kill();
  await ended;
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(failed ? 1 : 0);
