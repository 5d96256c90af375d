import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { isMissingFile } from '#shared/errors/system-failure.ts';
import { replaceSynced } from '../../files/durable-file.ts';

const runMark = z.object({
  /** `ended`: the database was closed and every file of it synced. */
  state: z.enum(['running', 'ended']),
  /** Boot of the machine that the run was in; null where the system does not tell. */
  boot: z.string().nullable(),
  /** The folder was put back, and no new epoch has begun since. */
  epochDue: z.boolean(),
  /** Ended with nothing that the newest copy does not have. */
  copied: z.boolean(),
});

/** How the last run on a folder of PGlite ended: whether what it had written can have been lost. */
export type RunMark = z.infer<typeof runMark>;

const unreadable: RunMark = { state: 'running', boot: null, epochDue: false, copied: false };

const pathOf = (dataDir: string): string => join(dataDir, 'pglite-run.json');

/** Null where there has been none. A mark that cannot be read vouches for nothing. */
export function readRunMark(dataDir: string): RunMark | null {
  let text: string;
  try {
    text = readFileSync(pathOf(dataDir), 'utf8');
  } catch (thrown) {
    if (isMissingFile(thrown)) return null;
    throw thrown;
  }
  try {
    return runMark.parse(JSON.parse(text));
  } catch {
    return unreadable;
  }
}

export function writeRunMark(dataDir: string, mark: RunMark): Promise<void> {
  return replaceSynced(pathOf(dataDir), `${JSON.stringify(mark)}\n`);
}

/**
 * The boot of this machine. Within one boot what a killed process had written is still in the hands of the system. Null
 * where it is not known: then every end that was not in order counts as a power cut.
 */
export function presentBoot(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    // Not Linux.
    return null;
  }
}
