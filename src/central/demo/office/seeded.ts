import type { Day, Instant } from '#shared/model/ids.ts';
import type { Random } from '../documents/random.ts';

/** A version 4 UUID drawn from a seeded stream. */
export function seededUuid(random: Random): string {
  const hex = Array.from({ length: 32 }, () => random.int(0, 15).toString(16));
  hex[12] = '4';
  hex[16] = '89ab'[random.int(0, 3)] ?? '8';
  const text = hex.join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}

/** An instant within the working hours of a day. */
export function workingMoment(random: Random, day: Day): Instant {
  const minutes = random.int(7 * 60, 16 * 60);
  return new Date(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000 + random.int(0, 59_999)).toISOString() as Instant;
}
