import type { Page } from 'playwright-core';

/** Puts the clock of `paintAfter` into the page. */
export async function installPaintClock(window: Page): Promise<void> {
  await window.evaluate(() => {
    const isDrawn = (): boolean => {
      const grid = document.querySelector('[data-testid="queue-grid"]');
      return (
        grid?.getAttribute('aria-busy') === 'false' &&
        grid.querySelector('.case-line-coming') === null &&
        grid.querySelector('[data-testid="queue-row"]') !== null
      );
    };
    const clock = {
      tookMs: null as number | null,
      from(startedAt: number): void {
        clock.tookMs = null;
        const look = (): void => {
          if (!isDrawn()) return void requestAnimationFrame(look);
          // The next frame begins when this one has been drawn.
          requestAnimationFrame(() => {
            clock.tookMs = performance.now() - startedAt;
          });
        };
        requestAnimationFrame(look);
      },
    };
    Object.assign(globalThis, { paintClock: clock });
    for (const type of ['keydown', 'click']) {
      globalThis.addEventListener(type, ({ timeStamp }) => clock.from(timeStamp), true);
    }
  });
}

interface ClockWindow {
  readonly paintClock: { tookMs: number | null; from(startedAt: number): void };
}

/**
 * Milliseconds from what a person does to the frame after the one in which all lines that can be seen were drawn. A key
 * or click counts from the input event's own time; the driver's way to the page is no part of it.
 */
export async function paintAfter(window: Page, act: () => Promise<unknown>): Promise<number> {
  await window.evaluate(() => {
    (globalThis as unknown as ClockWindow).paintClock.tookMs = null;
  });
  await act();
  const noted = await window.waitForFunction(() => (globalThis as unknown as ClockWindow).paintClock.tookMs, null, {
    timeout: 60_000,
    polling: 20,
  });
  return (await noted.jsonValue()) as number;
}

/** The scroll bar's thumb, dragged to this share of the list. */
export function dragTo(window: Page, share: number): Promise<void> {
  return window.evaluate((to) => {
    const scroller = document.querySelector('[data-testid="queue-grid"]');
    if (scroller === null) throw new Error('there is no list');
    (globalThis as unknown as ClockWindow).paintClock.from(performance.now());
    scroller.scrollTop = to * (scroller.scrollHeight - scroller.clientHeight);
  }, share);
}
