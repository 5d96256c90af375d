/** A page of a running Chromium, spoken to over its DevTools port. */
export interface DevtoolsPage {
  /** Runs an expression in the page and gives its value; promises are awaited. */
  evaluate<Value>(expression: string): Promise<Value>;
  close(): void;
}

interface Target {
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
}

const pollMs = 50;

/** Waits for the first page behind the port that has something in it, and attaches to it. Attaching stalls the page. */
export async function attachToPage(port: number): Promise<DevtoolsPage> {
  for (;;) {
    const reply = await fetch(`http://127.0.0.1:${port}/json/list`);
    const targets = (await reply.json()) as readonly Target[];
    const page = targets.find(({ type, url }) => type === 'page' && !['', 'about:blank'].includes(url));
    if (page !== undefined) return openPage(page.webSocketDebuggerUrl);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

interface Answer {
  readonly id: number;
  readonly result?: {
    readonly result?: { readonly value?: unknown };
    readonly exceptionDetails?: { readonly text: string };
  };
  readonly error?: { readonly message: string };
}

async function openPage(url: string): Promise<DevtoolsPage> {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error('the page cannot be reached')), { once: true });
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  socket.addEventListener('message', (event) => {
    const answer = JSON.parse(String(event.data)) as Answer;
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  let last = 0;
  const ask = (method: string, params: object): Promise<Answer> => {
    last += 1;
    const id = last;
    socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve) => waiting.set(id, resolve));
  };
  return {
    evaluate: async <Value>(expression: string): Promise<Value> => {
      const { result, error } = await ask('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      const failure = error?.message ?? result?.exceptionDetails?.text;
      if (failure !== undefined) throw new Error(`the page answered: ${failure}`);
      return result?.result?.value as Value;
    },
    close: () => socket.close(),
  };
}
