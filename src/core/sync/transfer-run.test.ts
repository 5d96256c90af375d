import { expect, it, onTestFinished } from 'vitest';
import { HandTime } from '#support/hand-time.ts';
import { TransferRun } from './transfer-run.ts';

function runOver(next: (run: TransferRun) => Promise<boolean>) {
  const time = new HandTime();
  const cuts: number[] = [];
  const run: TransferRun = new TransferRun({
    scheduler: time,
    random: { next: () => 0.5 },
    next: () => next(run),
    cut: () => cuts.push(time.nowMs),
  });
  onTestFinished(() => run.stop());
  return { run, time, cuts };
}

it('does one after the other, then waits without a timer until it is woken', async () => {
  let waiting = 3;
  let done = 0;
  const { run, time } = runOver(async () => {
    if (waiting === 0) return false;
    waiting -= 1;
    done += 1;
    return true;
  });
  run.start();
  run.start();
  await time.pass(60_000);
  expect([done, time.waits]).toEqual([3, []]);
  waiting = 2;
  await time.pass(60_000);
  expect(done).toBe(3);
  run.wake();
  await time.pass(0);
  expect(done).toBe(5);
});

it('waits longer after each failure, and the least again when the failures are forgotten', async () => {
  let tries = 0;
  const { run, time } = runOver(async () => {
    tries += 1;
    await run.afterFailure();
    return true;
  });
  run.start();
  const waits: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    await time.pass(0);
    const [wait = 0] = time.waits;
    waits.push(wait);
    await time.pass(wait);
  }
  expect(waits).toEqual([...waits].sort((one, other) => one - other));
  expect(new Set(waits).size).toBeGreaterThan(2);
  expect(tries).toBe(5);
  run.forgetFailures();
  run.wake();
  await time.pass(0);
  expect([tries, time.waits]).toEqual([6, [waits[0]]]);
});

it('a wake that nobody waited for is not lost', async () => {
  let looked = 0;
  const { run, time } = runOver(async () => {
    looked += 1;
    // It came while this one still looked for something to do.
    if (looked === 1) run.wake();
    return false;
  });
  run.start();
  await time.pass(0);
  expect(looked).toBe(2);
});

it('stops by cutting what is under way, and when that has ended', async () => {
  let end: () => void = () => undefined;
  const ended: string[] = [];
  const { run, time, cuts } = runOver(async () => {
    await new Promise<void>((resolve) => (end = resolve));
    ended.push('transfer');
    return true;
  });
  run.start();
  await time.pass(0);
  const stopped = run.stop().then(() => ended.push('run'));
  await time.pass(0);
  expect([cuts.length, ended]).toEqual([1, []]);
  end();
  await stopped;
  expect(ended).toEqual(['transfer', 'run']);
});
