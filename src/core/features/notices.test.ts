import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import type { CaseId } from '#shared/model/ids.ts';
import { Notices } from './notices.ts';

function listening() {
  const told: [string, unknown][] = [];
  let wake = (): void => undefined;
  const notices = new Notices((name, payload) => {
    told.push([name, payload]);
    wake();
  });
  const until = (count: number): Promise<void> =>
    new Promise((resolve) => {
      wake = () => {
        if (told.length >= count) resolve();
      };
      wake();
    });
  return { notices, told, until };
}

const idOf = (index: number): CaseId => `case ${index}` as CaseId;

describe('notices', () => {
  it('tell once what was changed many times, with the value of the end', async () => {
    const { notices, told, until } = listening();
    let waiting = 0;
    for (; waiting < 5; waiting += 1) {
      notices.tell('outbox.changed', () => ({ waiting, refused: 0 }));
      notices.casesChanged([idOf(waiting % 2)]);
    }
    await until(2);
    expect(told).toEqual([
      ['outbox.changed', { waiting: 5, refused: 0 }],
      ['cases.changed', { cases: [idOf(0), idOf(1)] }],
    ]);
  });

  it('name no case where there are too many, and name them again afterwards', async () => {
    const { notices, told, until } = listening();
    notices.casesChanged(Array.from({ length: 101 }, (_, index) => idOf(index)));
    await until(1);
    notices.casesChanged([idOf(1)]);
    await until(2);
    notices.casesChanged(null);
    notices.casesChanged([idOf(2)]);
    await until(3);
    expect(told.map(([, payload]) => payload)).toEqual([{ cases: null }, { cases: [idOf(1)] }, { cases: null }]);
  });

  it('say nothing of a store that was locked meanwhile', async () => {
    const { notices, told, until } = listening();
    notices.tell('sync.changed', () => {
      throw new AppError('store-locked');
    });
    notices.tell('session.changed', () => ({ session: null }));
    await until(1);
    expect(told).toEqual([['session.changed', { session: null }]]);
  });
});
