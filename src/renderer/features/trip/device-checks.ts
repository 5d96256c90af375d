import type { SyncStatus } from '#shared/contract/sync.ts';
import type { TripDevice, TripEstimate } from '#shared/contract/trip.ts';

/** One thing that the device brings along, with how it stands. Its words: `trip:device.<id>.<word>`. */
export type DeviceCheck = { readonly tone: 'good' | 'warn' | 'bad' } & (
  | { readonly id: 'key'; readonly word: TripDevice['key'] }
  | { readonly id: 'signIn'; readonly word: 'until' | 'soon' | 'over'; readonly at: string }
  | { readonly id: 'inStep'; readonly word: 'now' | 'asOf' | 'never'; readonly at: string | null }
  | { readonly id: 'waiting'; readonly word: 'none' | 'some'; readonly count: number }
  | { readonly id: 'clock'; readonly word: 'right' | 'off' | 'unknown'; readonly seconds: number }
  | { readonly id: 'budget'; readonly word: 'beyond'; readonly bytes: number }
  | { readonly id: 'room'; readonly word: 'enough' | 'short'; readonly bytes: number }
);

const dayMs = 86_400_000;
/** A sign-in that ends within a day ends during the trip. */
const soonMs = dayMs;
/** From here on dates of acts could be doubted (as in the exchange with central). */
const skewLimitSeconds = 300;
/** The database, its log and the system need room besides the documents. */
const roomLeft = 200_000_000;

/** What the device brings along, in the order in which it matters away from the office. */
export function deviceChecks(
  device: TripDevice,
  { bytes, bytesToFetch }: Pick<TripEstimate, 'bytes' | 'bytesToFetch'>,
  state: SyncStatus['state'],
): readonly DeviceCheck[] {
  const { at, key, tokenExpiresAt, lastConfirmedAt, waiting, clockSkewSeconds, freeBytes, budgetBytes } = device;
  const left = Date.parse(tokenExpiresAt) - Date.parse(at);
  const signIn = left <= 0 ? 'over' : left < soonMs ? 'soon' : 'until';
  const skew = Math.round(Math.abs(clockSkewSeconds ?? 0));
  const after = freeBytes - bytesToFetch;
  const inStep = lastConfirmedAt === null ? 'never' : state === 'up-to-date' ? 'now' : 'asOf';
  const isBeyond = budgetBytes !== null && bytes > budgetBytes;
  return [
    { id: 'key', word: key, tone: key === 'fails' ? 'bad' : 'good' },
    { id: 'signIn', word: signIn, at: tokenExpiresAt, tone: signIn === 'until' ? 'good' : 'warn' },
    {
      id: 'inStep',
      word: inStep,
      at: lastConfirmedAt,
      tone: inStep === 'now' ? 'good' : inStep === 'never' ? 'bad' : 'warn',
    },
    { id: 'waiting', word: waiting === 0 ? 'none' : 'some', count: waiting, tone: waiting === 0 ? 'good' : 'warn' },
    clockSkewSeconds === null
      ? { id: 'clock', word: 'unknown', seconds: 0, tone: 'warn' }
      : {
          id: 'clock',
          word: skew < 5 ? 'right' : 'off',
          seconds: skew,
          tone: skew > skewLimitSeconds ? 'bad' : 'good',
        },
    {
      id: 'room',
      word: after > roomLeft ? 'enough' : 'short',
      bytes: Math.max(0, after),
      tone: after > roomLeft ? 'good' : 'bad',
    },
    ...(isBeyond ? [{ id: 'budget', word: 'beyond', bytes: budgetBytes, tone: 'warn' } as const] : []),
  ];
}
