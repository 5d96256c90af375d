import { describe, expect, it } from 'vitest';
import { performAct } from '#core/features/case-file/perform-act.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Instant, NoteId } from '#shared/model/ids.ts';
import { caseIdA, now, officer, otherOfficer, supervisor } from '#support/case-fixtures.ts';
import { newId } from '#support/core.ts';
import { ToyCentral } from '#support/toy-central.ts';
import {
  acts,
  addNote,
  comeUpToDate,
  given,
  idOf,
  isState,
  type Running,
  sendNote,
  sent,
  start,
  startUpToDate,
} from './running-engine.ts';

describe('an exchange', () => {
  it('loads, sends, follows, and waits for news', async () => {
    const running = await startUpToDate();
    await sendNote(running);
    expect(acts(running).map((act) => act.state)).toEqual(['received']);
    running.central.act(supervisor, caseIdA, 'case.reassign', {
      to: otherOfficer.officerId,
      officeId: null,
      reason: 'moved',
    });
    await running.until(() => running.under.workspace.book.view(caseIdA) === null);
    expect(running.under.tables.casesHere('CPCO')).toBe(0);
  });

  it('takes news over before it asks for the digest, and is up to date only behind the comparison', async () => {
    const running = await startUpToDate();
    const { central, under } = running;
    const asked: { digest: boolean; here: number; state: string }[] = [];
    const { feed } = central;
    central.feed = (ask, signal) => {
      asked.push({ digest: ask.digest, here: under.tables.casesHere('CPCO'), state: running.engine.status.state });
      return feed.call(central, ask, signal);
    };
    central.admit(idOf(1), given);
    await running.until((status) => status.state === 'up-to-date' && asked.length > 0);
    expect(asked).toEqual([
      { digest: false, here: 1, state: 'syncing' },
      { digest: true, here: 2, state: 'syncing' },
    ]);
    expect(under.tables.digest('CPCO')).toBe(central.digest());
  });

  it('does nothing twice when answers are lost, and settles the act by its effect in the feed', async () => {
    const running = await startUpToDate();
    let losses = 3;
    running.central.afterWork = (what) => {
      if (what === 'push' && losses-- > 0) throw new AppError('central-unreachable');
    };
    addNote(running);
    addNote(running, 'Another note');
    running.engine.poke();
    running.scheduler.firesAtOnce = true;
    running.scheduler.fireAll();
    await sent(running);
    expect(losses).toBeLessThan(0);
    expect(running.central.envelopes.map((envelope) => envelope.n)).toEqual([1, 2]);
    expect(running.central.cases.get(caseIdA)?.state.notes).toHaveLength(2);
    expect(acts(running).every((act) => act.state === 'received' && act.result !== null)).toBe(true);
  });

  it('waits longer after each failure, and comes at once when something is done', async () => {
    const running = start();
    running.central.beforeWork = () => {
      throw new AppError('central-unreachable');
    };
    running.engine.start();
    const waited: number[] = [];
    for (let failure = 0; failure < 8; failure += 1) {
      await running.scheduler.whenWaiting();
      waited.push(running.scheduler.waits[0]?.ms ?? 0);
      running.scheduler.fireAll();
      await running.until((status) => status.state === 'syncing');
    }
    expect(waited).toEqual([2250, 2500, 3000, 6000, 12_000, 24_000, 45_000, 45_000]);
    await running.scheduler.whenWaiting();
    running.central.beforeWork = () => undefined;
    running.engine.poke();
    await running.until(isState('up-to-date'));
  });

  it.each([
    'token-expired',
    'token-invalid',
    'protocol-mismatch',
    'client-revoked',
    'client-forked',
    'signature-invalid',
  ] as const)(
    'stops at %s and says so, keeps what was done, and goes on when a person has seen to it',
    async (code) => {
      const running = start();
      running.engine.start();
      await running.until(isState('up-to-date'));
      running.central.beforeWork = (what) => {
        if (what === 'push') throw new AppError(code);
      };
      addNote(running);
      running.engine.poke();
      await running.until(isState('stopped', code));
      expect(running.scheduler.waits).toEqual([]);
      addNote(running, 'work goes on');
      expect(acts(running).map((act) => act.state)).toEqual(['waiting', 'waiting']);
      running.central.beforeWork = () => undefined;
      running.engine.restart();
      await sent(running);
      expect(running.central.cases.get(caseIdA)?.state.notes).toHaveLength(2);
    },
  );

  it('sends nothing while nobody is signed in', async () => {
    const running = start();
    running.signedIn = false;
    running.engine.start();
    await running.until(isState('signed-out'));
    expect(running.central.asked).toEqual([]);
    running.signedIn = true;
    running.engine.restart();
    await running.until(isState('up-to-date'));
  });

  it('keeps how often acts were on their way without an answer, and says when the next try is', async () => {
    const running = await startUpToDate();
    let losses = 2;
    running.central.afterWork = (what) => {
      if (what === 'push' && losses-- > 0) throw new AppError('central-unreachable');
    };
    addNote(running);
    running.engine.poke();
    const { retry } = await running.until(isState('offline', 'central-unreachable'));
    expect(retry).toMatchObject({ failures: 1, lastAt: now });
    expect(Date.parse(retry?.nextAt ?? '')).toBeGreaterThan(Date.parse(now));
    expect(acts(running)[0]?.failedTries).toEqual({ count: 1, code: 'central-unreachable', at: now });
    running.engine.poke();
    await running.until((status) => status.retry?.failures === 2);
    expect(acts(running)[0]?.failedTries?.count).toBe(2);
    await sent(running);
    expect(running.engine.status.retry).toBeNull();
    expect(acts(running)[0]).toMatchObject({ state: 'received', failedTries: { count: 2 } });
  });

  it('does not say up to date from the moment that somebody doubts it until it has asked again', async () => {
    const running = start();
    const told: string[] = [];
    await comeUpToDate(running);
    void running.until((status) => {
      told.push(status.state);
      return false;
    });
    running.engine.networkChanged();
    expect(running.engine.status.state).toBe('syncing');
    await running.until(isState('up-to-date'));
    running.engine.restart();
    expect(running.engine.status.state).toBe('syncing');
    await running.until(isState('up-to-date'));
    expect(told).toContain('syncing');
  });

  it('resumes a cut load where it was cut', async () => {
    const central = new ToyCentral(officer);
    for (let index = 1; index <= 320; index += 1) central.admit(idOf(index), given);
    let lines = 0;
    central.beforeWork = (what) => {
      if (what === 'line' && ++lines === 250) throw new AppError('central-unreachable');
    };
    const running = start(central);
    running.engine.start();
    await running.until(isState('offline', 'central-unreachable'));
    expect(running.under.tables.casesHere('CPCO')).toBe(249);
    await running.scheduler.whenWaiting();
    running.scheduler.fireAll();
    await running.until(isState('up-to-date'));
    expect(running.under.tables.casesHere('CPCO')).toBe(320);
    // 249 lines, the cut one, then only those behind the 249 that were taken.
    expect(lines).toBe(250 + 71);
    expect(running.under.tables.digest('CPCO')).toBe(central.digest());
  });

  it('says that the clock is wrong by a day, and goes on', async () => {
    const running = start();
    running.under.clock.at = new Date(Date.parse(now) + 86_400_000).toISOString() as Instant;
    running.engine.start();
    const status = await running.until((each) => each.state === 'up-to-date');
    expect(status.problem).toBe('clock-skew');
    expect(status.clockSkewSeconds).toBe(86_400);
  });
});

/** A device with 26 cases that has lost its connection, and a note on each of them over and over. */
async function awayWith(notes: number): Promise<Running> {
  const running = start();
  for (let index = 1; index <= 25; index += 1) running.central.admit(idOf(index), given);
  running.engine.start();
  await running.until(isState('up-to-date'));
  running.central.beforeWork = () => {
    throw new AppError('central-unreachable');
  };
  for (let index = 0; index < notes; index += 1) {
    const caseId = index % 26 === 0 ? caseIdA : idOf(index % 26);
    const payload = { noteId: newId() as NoteId, type: 'general' as const, text: `${index}`, protectedPassages: [] };
    performAct(running.under.workspace, { actId: newId(), caseId, type: 'note.add', payload });
  }
  running.engine.poke();
  await running.until(isState('offline', 'central-unreachable'));
  return running;
}

describe('coming back after days', () => {
  it('sends more than five hundred acts in batches, in order, each once', async () => {
    const running = await awayWith(520);
    const before = running.central.asked.length;
    running.central.beforeWork = () => undefined;
    await sent(running);
    expect(running.central.asked.slice(before).filter((what) => what === 'push')).toHaveLength(11);
    expect(running.central.envelopes.map((envelope) => envelope.n)).toEqual(
      Array.from({ length: 520 }, (_, index) => index + 1),
    );
  });

  it('keeps the answers of before when the token ends between two batches, and sends the rest after a sign-in', async () => {
    const running = await awayWith(70);
    let pushes = 0;
    running.central.beforeWork = (what) => {
      if (what === 'push') pushes += 1;
      if (what === 'push' && pushes === 2) throw new AppError('token-expired');
    };
    running.engine.poke();
    await running.until(isState('stopped', 'token-expired'));
    expect(acts(running).filter((act) => act.result !== null)).toHaveLength(50);
    running.engine.restart();
    await sent(running);
    expect(running.central.envelopes.map((envelope) => envelope.n)).toEqual(
      Array.from({ length: 70 }, (_, index) => index + 1),
    );
  });
});

describe('work that was taken over meanwhile', () => {
  it('is handed over and kept, applied by nobody', async () => {
    const running = await startUpToDate();
    const { central } = running;
    central.beforeWork = () => {
      throw new AppError('central-unreachable');
    };
    running.engine.restart();
    await running.until(isState('offline', 'central-unreachable'));
    const payload = { date: '2027-01-10', code: 'DOCS', text: 'await documents' } as never;
    performAct(running.under.workspace, { actId: newId(), caseId: caseIdA, type: 'bring-forward.set', payload });
    central.act(supervisor, caseIdA, 'case.reassign', {
      to: otherOfficer.officerId,
      officeId: null,
      reason: 'absence',
    });
    central.beforeWork = () => undefined;
    running.engine.poke();
    await running.until(isState('up-to-date'));
    expect(acts(running).map((act) => act.state)).toEqual(['handed-over']);
    expect(central.cases.get(caseIdA)?.state.bringForward.entry).toBeNull();
    expect(running.under.workspace.book.view(caseIdA)).toBeNull();
  });
});
