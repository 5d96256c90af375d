import type { Scheduler } from './ports.ts';

/**
 * Resolves when it is woken, after `ms`, or when the signal aborts; at once where it has. `join` puts it among those who are
 * woken, and gives the way out.
 */
export function wakened(
  scheduler: Scheduler,
  ms: number,
  signal: AbortSignal,
  join: (wake: () => void) => () => void = () => () => undefined,
): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = (): void => {
      cancel();
      signal.removeEventListener('abort', wake);
      leave();
      resolve();
    };
    const cancel = scheduler.after(ms, wake);
    signal.addEventListener('abort', wake, { once: true });
    const leave = join(wake);
  });
}
