import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Keychain } from '#core/ports/keychain.ts';
import type { ContractArgs, ContractValue, MethodName } from '#shared/contract/contract.ts';
import { FrameCaller, type StartTimer } from '#shared/contract/frame-caller.ts';
import type { CoreToMainFrame } from '#shared/contract/frames.ts';
import type { documentsContract } from '#shared/contract/host-contract.ts';
import { AppError, toPlain } from '#shared/errors/app-error.ts';
import { testCoreInit } from './core.ts';

export interface ChildCore {
  call<Name extends MethodName>(method: Name, args: ContractArgs<Name>): Promise<ContractValue<Name>>;
  /** Asks as main does for the document protocol. */
  ask(method: keyof typeof documentsContract, args: unknown): Promise<unknown>;
  /** As a power switch: no warning, no draining. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** As on quitting. Gives the exit code. */
  drain(): Promise<number | null>;
}

async function answerKeychain(keychain: Keychain, method: string, args: unknown): Promise<unknown> {
  switch (method) {
    case 'keychain.status':
      return keychain.status();
    case 'keychain.wrap':
      return keychain.wrap(args as Uint8Array);
    case 'keychain.unwrap':
      return keychain.unwrap(args as Uint8Array);
    default:
      throw new AppError('unknown-method');
  }
}

const coreEntry = new URL('../../src/core/boot/core.ts', import.meta.url);

export interface ForkWish {
  readonly dataDir: string;
  readonly keychain: Keychain;
  readonly centralUrl: string | null;
  /** Another program around the core: one that records its disk, or has a known bug put in. */
  readonly entry?: URL;
  readonly env?: NodeJS.ProcessEnv;
}

/** The real core in a process of its own, as main starts it; it can be killed at any moment. */
export function forkCore({ dataDir, keychain, centralUrl, entry = coreEntry, env = process.env }: ForkWish): ChildCore {
  const child: ChildProcess = fork(entry, [], { serialization: 'advanced', execArgv: [], env });
  const startTimer: StartTimer = (afterMs, fire) => {
    const timer = setTimeout(fire, afterMs);
    return () => clearTimeout(timer);
  };
  const send = (frame: object): void => void (child.connected && child.send(frame, () => undefined));
  const timing = { startTimer, timeoutMs: 30_000 };
  const caller = new FrameCaller({ ...timing, send: (frame) => send({ t: 'client', clientId: 1, frame }) });
  const asMain = new FrameCaller({ ...timing, send });
  child.on('message', (message) => {
    const frame = message as CoreToMainFrame;
    if (frame.t === 'client' && frame.frame.t === 'reply') caller.accept(frame.frame);
    if (frame.t === 'reply') asMain.accept(frame);
    if (frame.t !== 'call') return;
    const { id } = frame;
    answerKeychain(keychain, frame.method, frame.args).then(
      (value) => child.send({ t: 'reply', id, ok: true, value }),
      (thrown: unknown) => child.send({ t: 'reply', id, ok: false, error: toPlain(thrown) }),
    );
  });
  const gone = once(child, 'exit');
  child.once('exit', () => {
    for (const each of [caller, asMain]) each.failAll(new AppError('core-lost'));
  });
  child.send({ t: 'init', init: testCoreInit(dataDir, centralUrl) });
  child.send({ t: 'client-connected', client: { clientId: 1, kind: 'main' } });
  return {
    call: (method, args) => caller.call(method, args) as Promise<never>,
    ask: (method, args) => asMain.call(method, args),
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
    drain: async () => {
      child.send({ t: 'drain', deadlineMs: 5000 });
      const [code] = await gone;
      return code as number | null;
    },
  };
}
