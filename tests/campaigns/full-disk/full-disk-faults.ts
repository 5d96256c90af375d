import type { FullDiskRun } from './session-order.ts';

/** SQLite does not say why a file could not be made, so that one is `disk-failed`. */
const saysFull: ReadonlySet<string> = new Set(['disk-full', 'disk-failed']);

/** What went wrong in one run beyond the full disk itself. */
export function faultsOf({ write, failures, afterwards, missing, bugs }: FullDiskRun): string[] {
  const first = failures[0];
  return [
    ...(first !== undefined && !saysFull.has(first.code) ? [`${first.step} failed with ${first.code}`] : []),
    ...failures.filter(({ code }) => code === 'internal').map(({ step }) => `${step}: a bug and no message`),
    ...afterwards.map(({ step, code }) => `with room again, ${step} failed with ${code}`),
    ...missing,
    ...bugs.map((where) => `a bug in ${where}`),
  ].map((fault) => `write ${write}: ${fault}`);
}
