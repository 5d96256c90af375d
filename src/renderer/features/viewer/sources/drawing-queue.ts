/** How many pages are drawn at a time: one in view, one ahead. */
const atOnce = 2;

interface Waiting {
  readonly urgency: () => number;
  readonly start: () => void;
}

const waiting: Waiting[] = [];
let running = 0;

function startNext(): void {
  while (running < atOnce && waiting.length > 0) {
    // Asked now: the person has scrolled on since.
    waiting.sort((left, right) => left.urgency() - right.urgency());
    const next = waiting.shift();
    running += 1;
    next?.start();
  }
}

/** Draws in turn, the smallest urgency first (0: in view). What was aborted while it waited is never begun. */
export async function drawInTurn<Value>(
  urgency: () => number,
  signal: AbortSignal,
  draw: () => Promise<Value>,
): Promise<Value> {
  await new Promise<void>((resolve, reject) => {
    const entry = { urgency, start: resolve };
    waiting.push(entry);
    signal.addEventListener(
      'abort',
      () => {
        const at = waiting.indexOf(entry);
        if (at < 0) return;
        waiting.splice(at, 1);
        reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
      },
      { once: true },
    );
    startNext();
  });
  try {
    signal.throwIfAborted();
    return await draw();
  } finally {
    running -= 1;
    startNext();
  }
}
