import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Day } from '#shared/model/ids.ts';
import { testFolder } from '#support/test-database.ts';
import { type Central, openCentral } from '../central.ts';
import { sql } from '../store/sql.ts';
import { type DemoProgress, hasDemoOffice, seedDemoOffice } from './office.ts';

const today = '2026-11-23' as Day;
/** As a part of the usual 240: one of each of the three commonest programs. */
const count = 5;

async function withCentral<Value>(dataDir: string, run: (central: Central) => Promise<Value>): Promise<Value> {
  const central = await openCentral({ dataDir, databaseUrl: null, demo: true });
  try {
    return await run(central);
  } finally {
    await central.close();
  }
}

/** Everything that the office consists of, as the database has it. */
function contentsOf(central: Central): Promise<unknown> {
  return central.database.read(async (db) => ({
    cases: await db.rows(sql`select case_id, version, state from case_state order by case_id`),
    events: await db.rows(sql`select case_id, seq from case_event order by case_id, seq`),
    files: await db.rows(sql`select sha256, size_bytes, mime, pages from document order by sha256`),
    people: await db.rows(sql`select officer_id from person order by officer_id`),
  }));
}

/** The seeding that npm start runs, killed when some scans are stored and many are not. */
async function seedAndKill(dataDir: string): Promise<void> {
  const cli = fileURLToPath(new URL('../cli/main.ts', import.meta.url));
  const child = spawn(process.execPath, [cli, 'seed', '--data', dataDir], { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.includes('progress')) said += 1;
    if (said === 2) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.once('close', resolve));
}

describe('seedDemoOffice', () => {
  it('makes the same office again, to the byte of every scan, also where a run was killed in the middle', {
    timeout: 180_000,
  }, async () => {
    const wish = { seed: 'twice', today, count };
    const progress: DemoProgress[] = [];
    const onProgress = (each: DemoProgress): void => void progress.push(each);
    const first = await withCentral(testFolder(), async (central) => {
      const { cases } = await seedDemoOffice(central, { ...wish, onProgress });
      expect(progress.at(-1)).toEqual({ step: 'cases', done: cases, total: cases });
      expect(await hasDemoOffice(central)).toBe(true);
      return contentsOf(central);
    });
    expect(progress.filter(({ step }) => step === 'scans').length).toBeGreaterThan(10);
    expect(progress.every(({ done, total }) => done <= total)).toBe(true);

    const dataDir = testFolder();
    await seedAndKill(dataDir);
    await withCentral(dataDir, async (central) => {
      expect(await hasDemoOffice(central)).toBe(false);
      expect(await central.database.read((db) => db.rows(sql`select case_id from case_state`))).toEqual([]);
      await seedDemoOffice(central, wish);
      expect(await hasDemoOffice(central)).toBe(true);
      expect(await contentsOf(central)).toEqual(first);
    });
  });

  it('stops when it is told to, and leaves nothing standing', { timeout: 60_000 }, async () => {
    await withCentral(testFolder(), async (central) => {
      const cut = new AbortController();
      const onProgress = (): void => cut.abort(new Error('told to stop'));
      await expect(
        seedDemoOffice(central, { seed: 'cut', today, count, onProgress, signal: cut.signal }),
      ).rejects.toThrow('told to stop');
      expect(await hasDemoOffice(central)).toBe(false);
    });
  });
});
