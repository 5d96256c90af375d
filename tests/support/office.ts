import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Day } from '#shared/model/ids.ts';

const script = fileURLToPath(new URL('office-process.ts', import.meta.url));

/**
 * A small demo office with scans of its own in a folder of central: nine cases, three of them decidable and held by the
 * demo officer, the oldest a visitor visa that is being assessed. Drawn from a seed that was chosen for that. Made in a
 * process of its own, which ends with it: V8 has aborted a test runner that gave back WebAssembly of PGlite and of the
 * scans' workers (docs/gotchas.md).
 */
export async function makeOffice(dataDir: string): Promise<{ readonly today: Day }> {
  const today = new Date().toISOString().slice(0, 10) as Day;
  const [code, signal] = (await once(fork(script, [dataDir, today], { execArgv: [] }), 'exit')) as [
    number | null,
    string | null,
  ];
  if (code !== 0) throw new Error(`making the office ended with ${code ?? signal}`);
  return { today };
}
