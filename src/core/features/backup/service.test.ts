import { describe, expect, it } from 'vitest';
import type { Backup } from '#shared/contract/backup.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Instant } from '#shared/model/ids.ts';
import { heldCase, officer } from '#support/case-fixtures.ts';
import { openTestWorkspace } from '#support/workspace.ts';
import { performAct } from '../case-file/perform-act.ts';
import { BackupKeeper } from './service.ts';

const minute = 60_000;

function keeperOn() {
  const state = heldCase(officer);
  const { workspace, clock, journal } = openTestWorkspace([{ sight: 'full', state, history: [] }]);
  const made: Backup[] = [];
  const world = { isBusy: false, fails: false };
  const timers: { fire: () => void }[] = [];
  const keeper = new BackupKeeper({
    workspace,
    session: {
      backups: { list: () => made, running: false },
      makeBackup: () => {
        if (world.fails) return Promise.reject(new AppError('disk-full'));
        const lastAct = workspace.db.value<number>({ text: 'select last_n from device', values: [] }) ?? 0;
        const at = clock.now();
        const copy: Backup = {
          id: at.replace(/[^0-9TZ]/gu, '-'),
          madeAt: at,
          verifiedAt: at,
          sizeBytes: 1,
          cases: 1,
          acts: lastAct,
          lastAct,
          schemaVersion: 10,
        };
        made.unshift(copy);
        return Promise.resolve(copy);
      },
    },
    scheduler: {
      after: (_, fire) => {
        const timer = { fire };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), 1);
      },
    },
    isBusy: () => world.isBusy,
    keep: () => 3,
    onBug: () => undefined,
  });
  const pass = (ms: number): void => {
    clock.at = new Date(Date.parse(clock.at) + ms).toISOString() as Instant;
  };
  const act = (index: number): void => {
    const id = String(index).padStart(12, '0');
    const payload = {
      noteId: `6b1f0f5e-3f0b-4c59-9d0a-${id}`,
      type: 'general',
      text: 'Called.',
      protectedPassages: [],
    };
    const actId = `7b1f0f5e-3f0b-4c59-9d0a-${id}`;
    performAct(workspace, { actId, caseId: state.id, type: 'note.add', payload } as never);
  };
  return { keeper, pass, act, made, world, timers, journal };
}

describe('when a backup is due', () => {
  it('is once the store has been open for a while, nobody works and nothing is being loaded', () => {
    const { keeper, pass, world, act } = keeperOn();
    expect(keeper.isDue()).toBe(false);
    pass(6 * minute);
    expect(keeper.isDue()).toBe(true);
    world.isBusy = true;
    expect(keeper.isDue()).toBe(false);
    world.isBusy = false;
    act(1);
    expect(keeper.isDue()).toBe(false);
    pass(minute);
    expect(keeper.isDue()).toBe(true);
  });

  it('is again after four hours, or after fifty acts', async () => {
    const { keeper, pass, act } = keeperOn();
    pass(6 * minute);
    await keeper.now();
    pass(3 * 60 * minute);
    expect(keeper.isDue()).toBe(false);
    for (let index = 1; index <= 50; index += 1) act(index);
    pass(minute);
    expect(keeper.isDue()).toBe(true);
    await keeper.now();
    expect(keeper.isDue()).toBe(false);
    pass(4 * 60 * minute);
    expect(keeper.isDue()).toBe(true);
  });

  it('is not every minute where it failed, and the reason is kept until one is made', async () => {
    const { keeper, pass, world } = keeperOn();
    pass(6 * minute);
    world.fails = true;
    await expect(keeper.now()).rejects.toThrow('disk-full');
    expect([keeper.problem, keeper.isDue()]).toEqual(['disk-full', false]);
    pass(61 * minute);
    expect(keeper.isDue()).toBe(true);
    world.fails = false;
    await keeper.now();
    expect(keeper.problem).toBeNull();
  });

  it('keeps in the journal what the oldest kept backup does not have', async () => {
    const { keeper, act, journal, pass } = keeperOn();
    act(1);
    await keeper.now();
    act(2);
    pass(minute);
    await keeper.now();
    expect(journal.records.filter((record) => record.kind === 'act').map((record) => record.envelope.n)).toContain(2);
  });

  it('is looked at no more once the store is closed', async () => {
    const { keeper, timers } = keeperOn();
    keeper.start();
    expect(timers).toHaveLength(1);
    const [{ fire } = { fire: () => undefined }] = timers;
    keeper.stop();
    fire();
    await Promise.resolve();
    expect(timers).toHaveLength(0);
  });
});
