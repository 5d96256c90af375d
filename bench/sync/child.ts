import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A process of the benchmark that answers named questions. Times that two processes compare are `process.hrtime` in ms. */
export interface Child {
  ask<Value>(name: string, args?: Readonly<Record<string, unknown>>): Promise<Value>;
  stop(): Promise<void>;
}

interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly failed?: string;
}

/** `quiet`: what it says of cut connections is not for the reader of the table. */
export function startChild(file: string, options: { readonly cwd?: string; readonly quiet?: boolean } = {}): Child {
  const { quiet = false, ...place } = options;
  const out = quiet ? 'ignore' : 'inherit';
  const stdio = ['ignore', out, out, 'ipc'] as const;
  const child: ChildProcess = fork(file, [], { ...place, stdio: [...stdio], execArgv: ['--no-warnings'] });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (thrown: Error) => void }>();
  let lastId = 0;
  child.on('message', (message) => {
    const { id, value, failed } = message as Reply;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (failed === undefined) asked?.resolve(value);
    else asked?.reject(new Error(failed));
  });
  const gone = once(child, 'exit');
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended with ${code}`));
  });
  return {
    ask: <Value>(name: string, args: Readonly<Record<string, unknown>> = {}) =>
      new Promise<Value>((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve: resolve as (value: unknown) => void, reject });
        child.send({ id: lastId, name, args });
      }),
    stop: async () => {
      if (child.connected) child.send({ id: 0, name: 'stop', args: {} });
      await gone;
    },
  };
}

type Answers = Readonly<Record<string, (args: never) => unknown>>;

/** The other end of `startChild`. `stop` is run before the process ends. */
export function answerParent(answers: Answers & { readonly stop: () => unknown }): void {
  // A benchmark that is ended half way leaves nothing running.
  process.once('disconnect', () => process.exit(1));
  process.on('message', (message) => {
    const { id, name, args } = message as { id: number; name: string; args: never };
    void Promise.resolve()
      .then(() => answers[name]?.(args))
      .then(
        (value) => (name === 'stop' ? process.exit(0) : process.send?.({ id, value })),
        (thrown: unknown) => process.send?.({ id, failed: thrown instanceof Error ? thrown.stack : String(thrown) }),
      );
  });
}

/** Milliseconds of a clock that all processes of this machine share. */
export function sharedNow(): number {
  return Number(process.hrtime.bigint() / 1000n) / 1000;
}
