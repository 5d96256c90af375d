import { describe, expect, it } from 'vitest';
import { applyAll } from '#shared/model/apply.ts';
import { now } from '#support/case-fixtures.ts';
import type { ToyCentral } from '#support/toy-central.ts';
import { addNote, comeUpToDate, given, idOf, isState, start, startUpToDate } from './running-engine.ts';

describe('a feed that is not what it should be', () => {
  it('is refused whole where a number is missing, and the partition is read anew', async () => {
    const running = await startUpToDate();
    const feed = running.central.feed.bind(running.central);
    let broken = 0;
    running.central.feed = async (ask, signal) => {
      const response = await feed(ask, signal);
      if (response.rows.length < 2 || broken > 0) return response;
      broken += 1;
      return { ...response, rows: response.rows.slice(1) };
    };
    running.central.admit(idOf(1), given);
    running.central.admit(idOf(2), given);
    running.engine.poke();
    await running.until(() => broken === 1 && running.under.tables.casesHere('CPCO') === 3);
    await running.until(isState('up-to-date'));
    expect(running.central.asked.filter((what) => what === 'bootstrap')).toHaveLength(2);
  });

  it('heals a store that differs from central in silence', async () => {
    const running = await startUpToDate();
    const { db } = running.under.database;
    db.script(`update case_here set version = 40`);
    running.central.admit(idOf(1), given);
    await running.until(() => running.central.asked.filter((what) => what === 'bootstrap').length === 2);
    await running.until(isState('up-to-date'));
    expect(running.under.tables.digest('CPCO')).toBe(running.central.digest());
  });

  it('is not read anew for ever where central itself is broken', async () => {
    const running = start();
    running.central.digest = () => 'f'.repeat(64);
    running.engine.start();
    await running.until(isState('offline', 'feed-broken'));
    expect(running.central.asked.filter((what) => what === 'bootstrap').length).toBeLessThan(6);
  });
});

/** A case as a load gives it, under the n-th id. */
function lineOf(index: number) {
  const state = applyAll(idOf(index), null, [...given]);
  return { kind: 'case' as const, sight: 'full' as const, state, history: [...given] };
}

/** A central that offers as many cases as somebody cares to read, and says what it likes about their number. */
function offering(central: ToyCentral, said: number): { read: () => number } {
  let read = 0;
  central.bootstrap = async function* ({ cursor }) {
    yield [{ kind: 'header', partition: 'CPCO', at: 0, cases: said, centralEpoch: central.epoch, now }];
    const from = cursor === null ? 0 : Number(cursor.slice(-12));
    for (let index = from + 1; index <= 10_000_000; index += 1) {
      read += 1;
      yield [lineOf(index)];
    }
  };
  return { read: () => read };
}

describe('more cases than a device may hold', () => {
  it('are not begun with where central says their number', async () => {
    const running = start();
    running.central.casesLimit = 300;
    const offer = offering(running.central, 10_000_000);
    running.engine.start();
    const status = await running.until(isState('stopped', 'scope-too-large'));
    expect(status.details).toEqual({ offered: 10_000_000, limit: 300 });
    expect(offer.read()).toBe(0);
  });

  it('end at the limit where central lies about their number; what came is kept and usable, and asking again costs nothing', async () => {
    const running = start();
    running.central.casesLimit = 300;
    const offer = offering(running.central, 1);
    running.engine.start();
    await running.until(isState('stopped', 'scope-too-large'));
    expect(offer.read()).toBeLessThanOrEqual(301);
    const { here } = running.under.tables.scope();
    expect(here).toBeGreaterThan(0);
    expect(here).toBeLessThanOrEqual(300);
    expect(running.under.workspace.book.view(idOf(1))?.state.version).toBe(2);
    const before = offer.read();
    running.engine.poke();
    await running.until((next) => next.state === 'syncing');
    await running.until(isState('stopped', 'scope-too-large'));
    expect(running.under.tables.scope().here).toBeLessThanOrEqual(300);
    expect(offer.read() - before).toBeLessThanOrEqual(301);
  });

  it('that come by the feed are not taken, and work goes on being sent', async () => {
    const running = start();
    running.central.casesLimit = 2;
    await comeUpToDate(running);
    running.central.admit(idOf(1), given);
    running.central.admit(idOf(2), given);
    running.engine.poke();
    const status = await running.until(isState('stopped', 'scope-too-large'));
    expect(status.details).toEqual({ offered: 3, limit: 2 });
    expect(running.under.tables.scope()).toEqual({ here: 1, limit: 2 });
    addNote(running);
    running.engine.poke();
    await running.until(() => running.central.envelopes.length === 1);
    running.central.casesLimit = 3;
    await running.until(isState('stopped', 'scope-too-large'));
    running.engine.poke();
    await running.until(isState('up-to-date'));
    expect(running.under.tables.scope().here).toBe(3);
  });
});
