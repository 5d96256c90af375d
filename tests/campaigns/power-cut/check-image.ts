import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StoreSession } from '#core/boot/store-session.ts';
import { migrations } from '#core/db/migrations/all.ts';
import { sql } from '#core/db/sql.ts';
import { nodeDisk } from '#core/disk/node-disk.ts';
import type { Keychain } from '#core/ports/keychain.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Mark } from './session-order.ts';

export interface ImageFindings {
  /** How the store was found: as it should be, or to be made anew from the journal. */
  readonly found: 'opened' | 'salvaged' | 'unborn';
  readonly faults: readonly string[];
}

function files(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
  return names.filter((name) => statSync(name).isFile());
}

function hasPlaintext(folder: string, needles: readonly string[]): boolean {
  return files(folder).some((file) => {
    const bytes = readFileSync(file);
    return needles.some((needle) => bytes.includes(needle));
  });
}

function sessionOn(dataDir: string, keychain: Keychain): StoreSession {
  const now = (): string => '2026-11-20T15:00:00.000Z';
  return new StoreSession({ dataDir, disk: nodeDisk, keychain, cipher: 'aegis', migrations, now });
}

/** Acts that are in neither place of the two: the database alone has to have them, and the journal alone. */
function missingActs(session: StoreSession, promised: readonly Mark[], faults: string[]): void {
  const { db, salvage } = session.requireOpen();
  const inDatabase = new Set(db.column<number>(sql`select n from outbox`));
  const inJournal = new Set(salvage.acts.map(({ envelope }) => envelope.n));
  if (salvage.damaged > 0) faults.push(`journal: ${salvage.damaged} damaged`);
  for (const mark of promised) {
    if (mark.kind !== 'act') continue;
    if (!inDatabase.has(mark.n)) faults.push(`act ${mark.n} is lost from the database`);
    if (!inJournal.has(mark.n)) faults.push(`act ${mark.n} is lost from the journal`);
  }
}

async function damagedDocuments(session: StoreSession, promised: readonly Mark[], faults: string[]): Promise<void> {
  const { vault } = session.requireOpen();
  for (const mark of promised) {
    if (mark.kind !== 'document') continue;
    const { presence } = vault.state(mark.sha256);
    if (presence !== 'present' || !(await vault.verify(mark.sha256))) faults.push(`a finished document is ${presence}`);
  }
}

/** Opens what a power cut has left, as the product does, and holds it against what had been promised before the cut. */
export async function checkImage(
  dataDir: string,
  promised: readonly Mark[],
  given: { readonly keychain: Keychain; readonly needles: readonly string[] },
): Promise<ImageFindings> {
  const faults: string[] = [];
  if (hasPlaintext(dataDir, given.needles)) faults.push('plaintext on the disk');
  const session = sessionOn(dataDir, given.keychain);
  try {
    const { state } = await session.start();
    const isPromised = promised.some((mark) => mark.kind === 'ready');
    if (state !== 'open') {
      if (state !== 'absent' && state !== 'corrupt') faults.push(`the store is ${state}`);
      if (!isPromised) return { found: 'unborn', faults };
      if (state === 'absent') return { found: 'unborn', faults: [...faults, 'the store is gone'] };
      await session.create(null);
      const kept = new Set(session.requireOpen().salvage.acts.map(({ envelope }) => envelope.n));
      for (const mark of promised) {
        if (mark.kind === 'act' && !kept.has(mark.n)) faults.push(`act ${mark.n} was not salvaged`);
      }
      await damagedDocuments(session, promised, faults);
      return { found: 'salvaged', faults };
    }
    const integrity = session.requireOpen().db.column<string>(sql`pragma integrity_check`);
    if (integrity.join() !== 'ok') faults.push('the database fails its check');
    missingActs(session, promised, faults);
    await damagedDocuments(session, promised, faults);
    return { found: 'opened', faults };
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return { found: 'salvaged', faults: [...faults, `opening failed: ${thrown.code}`] };
  } finally {
    await session.close();
  }
}
