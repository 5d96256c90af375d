import { type ComparedName, comparedNames, compareWindows } from './support/compared-windows.ts';
import { type ProcessMemory, privateMemory, totalOf } from './support/private-memory.ts';
import { median, Report } from './support/report.ts';
import { firstPaintOf } from './support/spawn-window.ts';

/** Private bytes of all processes with the queue of 10,000 cases on the screen, once nothing moves any more. */
const cases = 10_000;
const rounds = 5;
const undisturbedMs = 6_000;
const mebibyte = 2 ** 20;
/** Settled: this many looks in a row, a second apart, within this share of each other. */
const calmLooks = 4;
const calmShare = 0.01;
const looksMaximum = 60;

async function settled(pid: number): Promise<readonly ProcessMemory[]> {
  const totals: number[] = [];
  for (let look = 0; look < looksMaximum; look += 1) {
    const processes = privateMemory(pid);
    totals.push(totalOf(processes));
    const last = totals.slice(-calmLooks);
    if (last.length === calmLooks && Math.max(...last) - Math.min(...last) < calmShare * Math.max(...last)) {
      return processes;
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  throw new Error(`memory did not settle within ${looksMaximum} s`);
}

const windows = await compareWindows(cases, undisturbedMs);
const looks: Record<ComparedName, (readonly ProcessMemory[])[]> = { blank: [], dossier: [] };
for (let round = 0; round < rounds; round += 1) {
  for (const name of comparedNames) {
    const window = await windows.start(name);
    await firstPaintOf(window, name === 'blank' ? 'blank-window' : 'queue-line');
    // An attached debugger keeps objects alive.
    window.page.close();
    looks[name].push(await settled(window.pid));
    await window.quit();
  }
}
await windows.stop();

const report = new Report(`Memory, ${cases} cases on the screen's queue`);
const totals = (name: ComparedName): number[] => looks[name].map((processes) => totalOf(processes) / mebibyte);
for (const name of comparedNames) {
  report.add(`memory.${name}`, { value: median(totals(name)), unit: 'MiB', runs: totals(name) });
  for (const kind of new Set(looks[name].flatMap((processes) => processes.map((each) => each.kind)))) {
    const ofKind = looks[name].map((processes) => totalOf(processes.filter((each) => each.kind === kind)) / mebibyte);
    report.add(`memory.${name}.${kind}`, { value: median(ofKind), unit: 'MiB', runs: ofKind });
  }
}
const ratio = median(totals('dossier')) / median(totals('blank'));
report.add('memory.ratio', { value: ratio, unit: 'x', goal: 1.5 });
report.note('Private pages of every process, the core among them; pages that processes share count for none.');
report.finish();
