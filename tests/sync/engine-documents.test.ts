import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sql } from '#core/db/sql.ts';
import { nodeDisk } from '#core/disk/node-disk.ts';
import { marksFrom } from '#core/features/queue/row-codes.ts';
import { VaultDocuments } from '#core/features/sync/vault-documents.ts';
import { DocumentFetcher } from '#core/sync/document-fetcher.ts';
import { TransferMeter } from '#core/sync/transfer-meter.ts';
import { Vault } from '#core/vault/vault.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Sha256 } from '#shared/model/ids.ts';
import { caseIdA, officer } from '#support/case-fixtures.ts';
import { testFolder } from '#support/test-database.ts';
import { ToyCentral } from '#support/toy-central.ts';
import { assigned, comeUpToDate, given, HandScheduler, start } from './running-engine.ts';

const hashOf = (bytes: Uint8Array): Sha256 => createHash('sha256').update(bytes).digest('hex') as Sha256;

describe('documents', () => {
  function withDocuments() {
    // Within a case documents come in order of their hashes: the larger one is to be first.
    const small = randomBytes(130_000);
    let large = randomBytes(220_000);
    while (hashOf(large) > hashOf(small)) large = randomBytes(220_000);
    const contents = [large, small];
    const hashes = contents.map(hashOf);
    const [first] = given;
    if (first?.type !== 'case-received') throw new Error('a case begins by being received');
    const documents = first.payload.documents.map((document, place) => ({
      ...document,
      sha256: hashes[place] as Sha256,
      sizeBytes: contents[place]?.length ?? 0,
    }));
    const central = new ToyCentral(officer);
    hashes.forEach((hash, place) => central.documents.set(hash, contents[place] as Buffer));
    central.admit(caseIdA, [{ ...first, payload: { ...first.payload, documents } }, assigned]);
    const running = start(central);
    const vault = new Vault(nodeDisk, testFolder(), randomBytes(32));
    const told: string[] = [];
    let wake = (): void => undefined;
    const source = new VaultDocuments({
      workspace: running.under.workspace,
      vault,
      onChanged: (sha256, presence) => {
        told.push(`${hashes.indexOf(sha256)} ${presence}`);
        wake();
      },
      onCasesChanged: () => undefined,
    });
    const scheduler = new HandScheduler();
    const bugs: unknown[] = [];
    const fetcher = new DocumentFetcher({
      network: central,
      vault: source,
      clock: running.under.clock,
      meter: new TransferMeter(),
      scheduler,
      random: { next: () => 0.5 },
      mayFetch: () => true,
      whenQuiet: () => Promise.resolve(),
      onBug: (thrown) => bugs.push(thrown),
    });
    onTestFinished(() => fetcher.stop());
    onTestFinished(() => expect(bugs).toEqual([]));
    const untilTold = (accepts: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        wake = () => {
          if (accepts()) resolve();
        };
        wake();
      });
    return { running, central, vault, fetcher, scheduler, hashes, contents, told, untilTold };
  }

  it('come down, are verified, and make the case ready', async () => {
    const { running, vault, fetcher, hashes, contents, untilTold } = withDocuments();
    await comeUpToDate(running);
    fetcher.start();
    await untilTold(() => hashes.every((hash) => vault.state(hash).presence === 'present'));
    hashes.forEach((hash, place) => expect(vault.read(hash, 0, 1e9).equals(contents[place] as Buffer)).toBe(true));
    const marks = running.under.database.db.value<number>(sql`select marks from queue_row`);
    expect(marksFrom(marks ?? 0)).toEqual(['ready-offline']);
  });

  it('go on at the chunk where the connection was cut', async () => {
    const { running, central, vault, fetcher, scheduler, hashes, untilTold } = withDocuments();
    await comeUpToDate(running);
    let pieces = 0;
    central.beforeWork = (what) => {
      if (what === 'piece' && ++pieces === 4) throw new AppError('central-unreachable');
    };
    fetcher.start();
    await untilTold(() => vault.state(hashes[0] ?? '').bytesHere > 0);
    await scheduler.whenWaiting();
    expect(vault.state(hashes[0] ?? '').bytesHere).toBe(131_072);
    scheduler.fireAll();
    await untilTold(() => hashes.every((hash) => vault.state(hash).presence === 'present'));
    expect(central.asked.filter((what) => what.startsWith('document'))).toEqual([
      'document 0',
      'document 131072',
      'document 0',
    ]);
  });

  it('that are not what their hash says are not kept', async () => {
    const { running, central, vault, fetcher, hashes, told, untilTold } = withDocuments();
    central.documents.set(hashes[0] ?? '', randomBytes(220_000));
    await comeUpToDate(running);
    fetcher.start();
    await untilTold(() => vault.state(hashes[1] ?? '').presence === 'present');
    expect(vault.state(hashes[0] ?? '').presence).toBe('missing');
    expect(told).not.toContain('0 present');
  });

  it('that are asked for go before others', async () => {
    const { running, central, vault, fetcher, hashes, untilTold, told } = withDocuments();
    await comeUpToDate(running);
    central.beforeWork = (what) => {
      if (what === 'piece' && !central.asked.includes('asked for')) {
        central.asked.push('asked for');
        fetcher.fetchFirst(hashes[1] as Sha256);
      }
    };
    fetcher.start();
    await untilTold(() => hashes.every((hash) => vault.state(hash).presence === 'present'));
    expect(told.filter((line) => line.endsWith('present'))).toEqual(['1 present', '0 present']);
  });

  it('that central waits for are asked for again, seldomer each time, and come when they are there', async () => {
    const { running, central, vault, fetcher, scheduler, hashes, contents, untilTold } = withDocuments();
    const late = hashes[0] ?? '';
    central.documents.delete(late);
    await comeUpToDate(running);
    const asked = (): number => central.asked.filter((what) => what.startsWith('document')).length;
    fetcher.start();
    await untilTold(() => vault.state(hashes[1] ?? '').presence === 'present');
    expect(scheduler.waits.map(({ ms }) => ms)).toEqual([22_500]);
    expect(asked()).toBe(2);
    scheduler.fireAll();
    await scheduler.whenWaiting();
    expect(scheduler.waits.map(({ ms }) => ms)).toEqual([45_000]);
    expect(asked()).toBe(3);
    central.documents.set(late, contents[0] as Buffer);
    scheduler.fireAll();
    await untilTold(() => vault.state(late).presence === 'present');
    expect(asked()).toBe(4);
  });

  it('that come with another content are not asked for again by themselves', async () => {
    const { running, central, vault, fetcher, scheduler, hashes, untilTold } = withDocuments();
    central.documents.set(hashes[0] ?? '', randomBytes(220_000));
    await comeUpToDate(running);
    fetcher.start();
    await untilTold(() => vault.state(hashes[1] ?? '').presence === 'present');
    expect(fetcher.unavailable).toEqual(new Set([hashes[0]]));
    expect(scheduler.waits).toEqual([]);
  });
});
