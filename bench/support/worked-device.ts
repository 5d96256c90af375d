import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewCase } from '#central/sync/admit-cases.ts';
import { admitCases } from '#central/sync/admit-cases.ts';
import type { DocumentRecord } from '#shared/model/document.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import { putDocument, startCentral, startCentralProcess } from '#support/central.ts';
import { launchApp } from '#support/launch-app.ts';
import { seedCase, seedOfficer } from '#support/seed-cases.ts';
import type { KeychainSession } from './keychain-session.ts';

export interface WorkedDevice {
  readonly dataDir: string;
  readonly centralUrl: string;
  /** Stops central and removes everything. */
  stop(): Promise<void>;
}

/** The same scan in every file, so that all documents are on the device and nothing is left to fetch. */
function withScan(events: readonly CaseEvent[], scan: Pick<DocumentRecord, 'sha256' | 'sizeBytes'>): CaseEvent[] {
  return events.map((event) => {
    if (event.type !== 'case-received') return event;
    const documents = event.payload.documents.map((document) => ({ ...document, ...scan }));
    return { ...event, payload: { ...event.payload, documents } };
  });
}

/** Open, and every one of them held by the officer who signs in: all come to the device and stand in the first view. */
function heldCases(count: number, scan: Pick<DocumentRecord, 'sha256' | 'sizeBytes'>): readonly NewCase[] {
  const cases: NewCase[] = [];
  for (let index = 0; cases.length < count; index += 1) {
    const { state, history } = seedCase(index);
    const isOpen = state.application.status === 'open';
    if (isOpen && state.assignment.officerId === seedOfficer)
      cases.push({ id: state.id, events: withScan(history, scan) });
  }
  return cases;
}

/**
 * A device as its officer left it: central with so many cases of theirs, a store that the application itself made
 * (guarded by the keychain of this session), a person signed in, everything loaded by sync.
 */
export async function workedDevice(cases: number, { env }: KeychainSession): Promise<WorkedDevice> {
  const folder = await mkdtemp(join(tmpdir(), 'dossier-bench-'));
  const [centralDir, dataDir] = [join(folder, 'central'), join(folder, 'device')];
  const making = await startCentral({ dataDir: centralDir, database: 'folder' });
  const made = heldCases(cases, await putDocument(making.central, Buffer.from('%PDF-1.4 a scan')));
  for (let from = 0; from < made.length; from += 500) {
    await making.central.database.write((db) => admitCases(db, made.slice(from, from + 500)));
  }
  await making.stop();
  const central = await startCentralProcess({ dataDir: centralDir });
  const { window, close } = await launchApp({
    dataDir,
    centralUrl: central.url,
    args: ['--password-store=gnome-libsecret'],
    env: env as Record<string, string>,
  });
  await window.getByTestId('store-create').click();
  await window.getByTestId('recovery-written').check();
  await window.getByTestId('recovery-go').click();
  await window.getByTestId(`sign-in-${seedOfficer}`).click();
  await window.getByTestId('queue-count').waitFor();
  await window.waitForFunction(
    (text) => document.querySelector('[data-testid=queue-count]')?.textContent?.includes(text),
    cases.toLocaleString('en-CA'),
    { timeout: 300_000 },
  );
  await close();
  return {
    dataDir,
    centralUrl: central.url,
    stop: async () => {
      await central.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
