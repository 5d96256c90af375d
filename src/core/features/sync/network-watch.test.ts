import { describe, expect, it } from 'vitest';
import { HandTime } from '#support/hand-time.ts';
import { watchNetwork } from './network-watch.ts';

describe('the watch of the network', () => {
  it('tells of other addresses and of a sleep, and of nothing else', async () => {
    const time = new HandTime();
    let addresses = ['192.0.2.7', '2001:db8::7'];
    let sleptMs = 0;
    let changes = 0;
    const stop = watchNetwork({
      scheduler: time,
      nowMs: () => time.nowMs + sleptMs,
      addresses: () => addresses,
      onChange: () => (changes += 1),
    });
    addresses = addresses.toReversed();
    await time.pass(20_000);
    expect(changes).toBe(0);
    addresses = ['198.51.100.3'];
    await time.pass(5000);
    expect(changes).toBe(1);
    sleptMs += 3_600_000;
    await time.pass(5000);
    expect(changes).toBe(2);
    stop();
    expect(time.waits).toEqual([]);
  });
});
