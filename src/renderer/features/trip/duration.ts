/** A time to come in words' worth of values: a key of the `trip` catalogue under `duration`. */
export type Duration =
  | { readonly key: 'none' }
  | { readonly key: 'seconds' | 'minutes'; readonly count: number }
  | { readonly key: 'hours'; readonly count: number; readonly minutes: number };

const minuteMs = 60_000;
/** Up to here minutes are easier to think in than hours. */
const mostMinutes = 90;

/** Rounded up: a wait that is over sooner than said annoys nobody. */
export function durationOf(ms: number): Duration {
  if (ms <= 0) return { key: 'none' };
  if (ms < minuteMs) return { key: 'seconds', count: Math.ceil(ms / 1000) };
  const minutes = Math.ceil(ms / minuteMs);
  if (minutes <= mostMinutes) return { key: 'minutes', count: minutes };
  return { key: 'hours', count: Math.floor(minutes / 60), minutes: minutes % 60 };
}
