// Builds the page into `dist/`. `npm run build`; see README.md.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const dist = join(here, 'dist');
const TARGET = 'wasm32-unknown-unknown';

const run = (program, ...words) => execFileSync(program, words, { cwd: root, stdio: 'inherit' });

const target = JSON.parse(execFileSync('cargo', ['metadata', '--format-version', '1', '--no-deps'], { cwd: root, maxBuffer: 1 << 26 })).target_directory;
run('cargo', 'build', '--package', 'zhengwen-web', '--lib', '--profile', 'web', '--target', TARGET);
run('cargo', 'build', '--manifest-path', 'web/bindgen/Cargo.toml', '--target-dir', join(target, 'bindgen'));

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
cpSync(join(here, 'page'), dist, { recursive: true, filter: (path) => !path.endsWith('examples.json') });
const pkg = join(dist, 'pkg');
run(join(target, 'bindgen', 'debug', 'bindgen'), join(target, TARGET, 'web', 'zhengwen_web.wasm'), pkg);

const wasm = join(pkg, 'zhengwen_web_bg.wasm');

const examples = JSON.parse(readFileSync(join(here, 'page', 'examples.json'), 'utf8')).map(({ file, zh, en }) => {
  const bytes = readFileSync(join(root, 'fixtures', 'wild-like', file)).toString('base64');
  return { name: file, bytes, zh, en };
});
writeFileSync(join(dist, 'examples.js'), `export const examples = ${JSON.stringify(examples)};\n`);

const bytes = readFileSync(wasm);
const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
console.log(`${wasm}: ${statSync(wasm).size} bytes, ${brotli.length} by Brotli, ${gzipSync(bytes, { level: 9 }).length} by gzip`);
