import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The events in the shell's log, oldest first. */
export async function shellLogEvents(dataDir: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  try {
    const text = await readFile(join(dataDir, 'logs', 'shell.log'), 'utf8');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  } catch (error) {
    // Nothing has been logged yet.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
