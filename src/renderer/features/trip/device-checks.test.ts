import { describe, expect, it } from 'vitest';
import type { TripDevice } from '#shared/contract/trip.ts';
import type { Instant } from '#shared/model/ids.ts';
import { deviceChecks } from './device-checks.ts';

const now = Date.parse('2026-11-23T12:00:00.000Z');
const inDays = (days: number): Instant => new Date(now + days * 86_400_000).toISOString() as Instant;
const well: TripDevice = {
  at: inDays(0),
  key: 'passphrase',
  tokenExpiresAt: inDays(12),
  clockSkewSeconds: 1,
  freeBytes: 50e9,
  budgetBytes: null,
  lastConfirmedAt: inDays(0),
  waiting: 0,
};
const said = (part: Partial<TripDevice>, bytesToFetch = 0, state: 'up-to-date' | 'offline' = 'up-to-date') =>
  Object.fromEntries(
    deviceChecks({ ...well, ...part }, { bytes: 2e9, bytesToFetch }, state).map(({ id, word, tone }) => [
      id,
      `${word} ${tone}`,
    ]),
  );

describe('what the device brings along', () => {
  it('is all well', () => {
    expect(said({})).toEqual({
      key: 'passphrase good',
      signIn: 'until good',
      inStep: 'now good',
      waiting: 'none good',
      clock: 'right good',
      room: 'enough good',
    });
  });

  it.each([
    [{ key: 'fails' as const }, 'key', 'fails bad'],
    [{ tokenExpiresAt: inDays(0.5) }, 'signIn', 'soon warn'],
    [{ tokenExpiresAt: inDays(-1) }, 'signIn', 'over warn'],
    [{ lastConfirmedAt: null }, 'inStep', 'never bad'],
    [{ waiting: 3 }, 'waiting', 'some warn'],
    [{ clockSkewSeconds: null }, 'clock', 'unknown warn'],
    [{ clockSkewSeconds: -40 }, 'clock', 'off good'],
    [{ clockSkewSeconds: -400 }, 'clock', 'off bad'],
    [{ budgetBytes: 1e9 }, 'budget', 'beyond warn'],
    [{ budgetBytes: 3e9 }, 'budget', undefined],
  ])('says what is not: %j', (part, id, word) => {
    expect(said(part)[id]).toBe(word);
  });

  it('counts the documents that are still to come against the room, and a state of the past as one', () => {
    expect(said({ freeBytes: 1e9 }, 0.9e9)['room']).toBe('short bad');
    expect(said({}, 0, 'offline')['inStep']).toBe('asOf warn');
  });
});
