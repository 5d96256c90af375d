import { randomUUID } from 'node:crypto';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { startCore as startBootedCore } from '#core/boot/start-core.ts';
import type { StoreSession } from '#core/boot/store-session.ts';
import type { Features } from '#core/features/all-features.ts';
import type { Clock } from '#core/features/workspace/clock.ts';
import { corePortOverChannel } from '#core/ports/channel-port.ts';
import { CoreLink } from '#core/ports/core-link.ts';
import type { Keychain } from '#core/ports/keychain.ts';
import type { ContractArgs, ContractValue, MethodName } from '#shared/contract/contract.ts';
import { type CoreEventName, type CoreEventPayload, type coreEvents } from '#shared/contract/events.ts';
import { FrameCaller } from '#shared/contract/frame-caller.ts';
import { type CallFrame, type CoreToMainFrame, frameVersion } from '#shared/contract/frames.ts';
import { toPlain } from '#shared/errors/app-error.ts';
import { FakeKeychain } from './fake-keychain.ts';

export interface CoreWish {
  readonly dataDir: string;
  readonly centralUrl?: string | null;
  readonly keychain?: Keychain;
  readonly clock?: Clock;
}

export interface CoreUnderTest {
  readonly session: StoreSession;
  readonly features: Features;
  readonly bugs: unknown[];
  call<Name extends MethodName>(method: Name, args: ContractArgs<Name>): Promise<ContractValue<Name>>;
  /** Sends arguments as they are, fitting or not. */
  callRaw(method: string, args: unknown): Promise<unknown>;
  /** Resolves with the next event of that name that the test accepts. */
  nextEvent<Name extends CoreEventName>(
    name: Name,
    accepts?: (payload: CoreEventPayload<Name>) => boolean,
  ): Promise<CoreEventPayload<Name>>;
  /** Calls again after each event until the value is accepted; at most 20 s. */
  until<Name extends MethodName>(
    method: Name,
    args: ContractArgs<Name>,
    accepts: (value: ContractValue<Name>) => boolean,
  ): Promise<ContractValue<Name>>;
  /** Drains and closes, as on quit. */
  stop(): Promise<void>;
}

type Listener = (name: string, payload: unknown) => void;

/** What main tells a core that it starts. */
export function testCoreInit(dataDir: string, centralUrl: string | null) {
  return {
    frameVersion,
    dataDir,
    centralUrl,
    appVersion: '0.0.0-test',
    locale: 'en',
    platform: 'linux',
    packaged: false,
  } as const;
}

/** The real core in this process, behind a real MessageChannel: every call is cloned, parsed and answered as in the product. */
export async function startCore(wish: CoreWish): Promise<CoreUnderTest> {
  const { dataDir, centralUrl = null, keychain = new FakeKeychain(), clock } = wish;
  const { port1, port2 } = new MessageChannel();
  const bugs: unknown[] = [];
  const onBug = (where: string, thrown: unknown): void => void bugs.push({ where, thrown });
  const link = new CoreLink<typeof coreEvents>(corePortOverChannel(port2));
  const init = testCoreInit(dataDir, centralUrl);
  const listeners = new Set<Listener>();
  const startTimer = (afterMs: number, fire: () => void): (() => void) => {
    const timer = setTimeout(fire, afterMs);
    return () => clearTimeout(timer);
  };
  const caller = new FrameCaller({
    send: (frame) => port1.postMessage({ t: 'client', clientId: 1, frame }),
    startTimer,
    timeoutMs: 30_000,
  });
  const drained = new Promise<void>((resolve) => {
    port1.on('message', (message: CoreToMainFrame) => {
      if (message.t === 'drained') resolve();
      if (message.t === 'call') return void answerKeychain(port1, keychain, message);
      if (message.t !== 'client') return;
      const { frame } = message;
      if (frame.t === 'event') for (const listener of listeners) listener(frame.name, frame.payload);
      else caller.accept(frame);
    });
  });
  port1.postMessage({ t: 'init', init });
  port1.postMessage({ t: 'client-connected', client: { clientId: 1, kind: 'main' } });
  const { session, features } = await startBootedCore(link, { onBug, ...(clock === undefined ? {} : { clock }) });

  const callRaw = (method: string, args: unknown): Promise<unknown> => caller.call(method, args);
  const core: CoreUnderTest = {
    session,
    features,
    bugs,
    callRaw,
    call: (method, args) => callRaw(method, args) as Promise<never>,
    nextEvent: (name, accepts = () => true) =>
      new Promise((resolve, reject) => {
        const stop = startTimer(20_000, () => {
          listeners.delete(listener);
          reject(new Error(`no ${name} came`));
        });
        const listener: Listener = (seen, payload) => {
          if (seen !== name || !accepts(payload as never)) return;
          stop();
          listeners.delete(listener);
          resolve(payload as never);
        };
        listeners.add(listener);
      }),
    until: async (method, args, accepts) => {
      let wake = (): void => undefined;
      const listener: Listener = () => wake();
      listeners.add(listener);
      const deadline = Date.now() + 20_000;
      try {
        for (;;) {
          const changed = new Promise<void>((resolve) => {
            const stop = startTimer(1000, resolve);
            wake = () => {
              stop();
              resolve();
            };
          });
          const value = await core.call(method, args);
          if (accepts(value)) return value;
          if (Date.now() > deadline) throw new Error(`${method} never gave what was awaited: ${JSON.stringify(value)}`);
          await changed;
        }
      } finally {
        listeners.delete(listener);
      }
    },
    stop: async () => {
      port1.postMessage({ t: 'drain', deadlineMs: 5000 });
      await drained;
      port1.close();
    },
  };
  return core;
}

/** What main does for the core: the keychain, here one that the test holds. */
async function answerKeychain(port: MessagePort, keychain: Keychain, call: CallFrame): Promise<void> {
  const answer = async (): Promise<unknown> => {
    if (call.method === 'keychain.status') return keychain.status();
    const bytes = call.args as Uint8Array;
    return call.method === 'keychain.wrap' ? keychain.wrap(bytes) : keychain.unwrap(bytes);
  };
  try {
    port.postMessage({ t: 'reply', id: call.id, ok: true, value: await answer() });
  } catch (thrown) {
    port.postMessage({ t: 'reply', id: call.id, ok: false, error: toPlain(thrown) });
  }
}

/** A core with a new store behind a fake keychain. */
export async function startCoreWithStore(wish: CoreWish): Promise<CoreUnderTest> {
  const core = await startCore(wish);
  await core.call('store.create', { passphrase: null });
  return core;
}

export const newId = (): string => randomUUID();
