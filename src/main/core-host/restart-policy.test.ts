import { describe, expect, it } from 'vitest';
import { RestartPolicy } from './restart-policy.ts';

describe('RestartPolicy', () => {
  it('waits longer each time and gives up at the sixth crash within a minute', () => {
    const policy = new RestartPolicy();
    const waits = [0, 1, 2, 3, 4, 5].map((second) => policy.afterCrash(second * 1000));
    expect(waits).toEqual([0, 250, 1000, 2000, 4000, null]);
  });

  it('forgets crashes that are more than a minute old', () => {
    const policy = new RestartPolicy();
    for (let at = 0; at < 10; at += 1) expect(policy.afterCrash(at * 61_000)).toBe(0);
  });

  it('starts anew when a person asks', () => {
    const policy = new RestartPolicy();
    for (let at = 0; at < 6; at += 1) policy.afterCrash(at);
    policy.forget();
    expect(policy.afterCrash(7)).toBe(0);
  });
});
