import { describe, expect, it } from 'vitest';
import { readEvidence, readProof } from '#core/features/outbox/proof-store.ts';
import type { Instant } from '#shared/model/ids.ts';
import { caseIdA, officer } from '#support/case-fixtures.ts';
import { newId } from '#support/core.ts';
import { ToyCentral } from '#support/toy-central.ts';
import { testLog } from '#support/toy-log.ts';
import {
  acts,
  addNote,
  comeUpToDate,
  given,
  isState,
  type Running,
  sendNote,
  sent,
  start,
  startUpToDate,
} from './running-engine.ts';

describe('receipts and the log', () => {
  const flipped = (hash: string | undefined): string =>
    `${hash?.startsWith('0') === true ? '1' : '0'}${hash?.slice(1)}`;

  async function withOneReceipt(): Promise<Running> {
    const running = await startUpToDate();
    await sendNote(running, 'one');
    return running;
  }

  it('keeps with each act the proof that it stands in the log', async () => {
    const running = await withOneReceipt();
    await sendNote(running, 'two');
    const { db } = running.under.database;
    const proof = readProof(db, 2);
    expect(proof).toMatchObject({ n: 2, entry: 2, hasResult: true, head: { stream: 'CPCO', size: 2 } });
    expect(proof?.path).toEqual([running.central.log.leaves[0]]);
    expect(readProof(db, 1)?.head.size).toBe(1);
    expect(running.under.tables.logTrust().heads.map((head) => head.size)).toEqual([2]);
  });

  it('stops when the log no longer continues what was vouched for, and keeps both heads and all work', async () => {
    const running = await withOneReceipt();
    const { leaves } = running.central.log;
    leaves[0] = flipped(leaves[0]);
    addNote(running, 'two');
    running.engine.poke();
    await running.until(isState('stopped', 'log-inconsistent'));
    expect(acts(running).map((act) => act.state)).toEqual(['waiting', 'received']);
    const [evidence] = readEvidence(running.under.database.db);
    expect([evidence?.kept.size, evidence?.offered.size]).toEqual([1, 2]);
    expect(evidence?.kept.sig).not.toBe(evidence?.offered.sig);
  });

  it('notices it at the next reading too, without an act of its own', async () => {
    const running = await withOneReceipt();
    const { leaves } = running.central.log;
    leaves[0] = flipped(leaves[0]);
    running.engine.restart();
    await running.until(isState('stopped', 'log-inconsistent'));
  });

  it('does not believe a durable central that forgets answers within one epoch', async () => {
    const running = await withOneReceipt();
    running.central.restore(new Map([[caseIdA, [...given]]]), 0, running.central.epoch);
    running.engine.restart();
    await running.until(isState('stopped', 'log-inconsistent'));
    expect(acts(running).map((act) => act.state)).toEqual(['received']);
  });

  it('begins anew with a central that is not durable and lost its last moments, without an alarm', async () => {
    const central = new ToyCentral(officer);
    central.durability = 'not-durable';
    const running = start(central);
    await comeUpToDate(running);
    await sendNote(running, 'one');
    // What a colleague had done before is gone from the log, and something else stands in its place.
    central.log.leaves[0] = flipped(central.log.leaves[0]);
    central.places.set(1, 2);
    const [envelope, result] = [central.envelopes[0], central.results.get(1)];
    if (envelope === undefined || result === undefined) throw new Error('the act has a result');
    central.log.append(envelope, result);
    running.engine.restart();
    await running.until(
      (status) => status.state === 'up-to-date' && running.under.tables.logTrust().heads[0]?.size === 2,
    );
    expect(acts(running).map((act) => act.state)).toEqual(['received']);
    expect(readProof(running.under.database.db, 1)?.entry).toBe(2);
    expect(readEvidence(running.under.database.db)).toEqual([]);
  });

  it('takes a log that begins anew with a new epoch', async () => {
    const running = await withOneReceipt();
    running.central.restore(new Map([[caseIdA, [...given]]]), 0, newId());
    running.engine.restart();
    await running.until(() => running.central.envelopes.length === 1);
    await sent(running);
    const { epoch } = running.central;
    expect(running.under.tables.logTrust().heads.map((head) => head.epoch)).toEqual([epoch]);
    expect(readProof(running.under.database.db, 1)?.head.epoch).toBe(epoch);
  });

  it('does not show an answer as received that is not the one in the log', async () => {
    const running = await withOneReceipt();
    addNote(running, 'two');
    const { central } = running;
    const push = central.push.bind(central);
    central.push = async (request) => {
      const response = await push(request);
      for (const result of response.results) result.receipt.caseVersion += 7;
      return response;
    };
    running.engine.poke();
    await running.until(isState('stopped', 'receipt-invalid'));
    expect(acts(running).map((act) => act.state)).toEqual(['waiting', 'received']);
    expect(readProof(running.under.database.db, 2)).toBeNull();
  });

  it('stops at another key than that of the first contact, before anything is sent', async () => {
    const running = await withOneReceipt();
    running.central.log.identity = { ...testLog, key: flipped(testLog.key) };
    addNote(running, 'two');
    running.engine.restart();
    await running.until(isState('stopped', 'log-key-changed'));
    expect(running.central.envelopes).toHaveLength(1);
  });

  it('does not take a head that another key has signed', async () => {
    const running = await withOneReceipt();
    const { central } = running;
    const feed = central.feed.bind(central);
    central.feed = async (ask, signal) => {
      const response = await feed(ask, signal);
      return response.log === null
        ? response
        : {
            ...response,
            log: { ...response.log, head: { ...response.log.head, at: '2027-01-01T00:00:00.000Z' as Instant } },
          };
    };
    running.engine.restart();
    await running.until(isState('stopped', 'receipt-invalid'));
  });
});
