// Runs the benchmarks one after the other, each in a process of its own, and joins their figures.
// `npm run bench`, `npm run bench -- queue start`, `npm run bench -- --json FILE`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { prepareBuild, prepareElectron } from '../scripts/setup/prepare.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true });
const apart = new Set(['sync.bench.ts']);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => (positionals.length === 0 ? !apart.has(name) : positionals.some((wanted) => name.includes(wanted))))
  .sort();
const scratch = mkdtempSync(join(tmpdir(), 'dossier-bench-'));
const joined = { machine: null, metrics: {} };
let failures = 0;
// What is measured is what the sources say now; one display serves all.
const { stopDisplay } = await prepareElectron();
await prepareBuild();
for (const name of files) {
  process.stdout.write(`\n== ${name}\n`);
  const json = join(scratch, `${name}.json`);
  const run = spawnSync(process.execPath, [join(folder, name), '--json', json], { stdio: 'inherit' });
  if (run.status !== 0) {
    failures += 1;
    process.stdout.write(`${name} failed (${run.status ?? run.signal})\n`);
    continue;
  }
  const part = JSON.parse(readFileSync(json, 'utf8'));
  joined.machine ??= part.machine;
  Object.assign(joined.metrics, part.metrics);
}
rmSync(scratch, { recursive: true, force: true });
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(joined, null, 2)}\n`);
stopDisplay();
process.exit(failures === 0 ? 0 : 1);
