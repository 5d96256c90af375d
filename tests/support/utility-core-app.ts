import { join } from 'node:path';
import { app, MessageChannelMain } from 'electron';
import { CoreHost } from '#main/core-host/core-host.ts';
import { startUtilityCore } from '#main/core-host/utility-core.ts';
import { FrameCaller } from '#shared/contract/frame-caller.ts';
import { frameVersion, readCoreFrame } from '#shared/contract/frames.ts';
import type { CoreState } from '#shared/contract/shell-bridge.ts';
import { AppError, toPlain } from '#shared/errors/app-error.ts';
import { standInDocument } from './stand-in-core.ts';

/**
 * A main process with nothing but a core host, which runs the stand-in core as a `utilityProcess`: the way
 * of the product, on a runtime whose Node-API is too old for the real core. Prints what it saw as one line.
 */
const host = new CoreHost({
  start: startUtilityCore(join(app.getAppPath(), 'core.js'), { ...process.env }),
  init: {
    frameVersion,
    dataDir: '/nowhere',
    centralUrl: null,
    appVersion: '0.0.0',
    locale: 'en',
    platform: process.platform,
    packaged: false,
  },
  services: new Map(),
  log: () => undefined,
});

function whenState(wanted: CoreState): Promise<void> {
  if (host.state === wanted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = host.onState((state) => {
      if (state !== wanted) return;
      end();
      resolve();
    });
  });
}

/** A window's end of a port that is handed over to the core. */
function openLine(): { readonly caller: FrameCaller; readonly close: () => void; readonly events: string[] } {
  const { port1, port2 } = new MessageChannelMain();
  const events: string[] = [];
  const caller = new FrameCaller({
    send: (frame) => port2.postMessage(frame),
    startTimer: (afterMs, fire) => {
      const timer = setTimeout(fire, afterMs);
      return () => clearTimeout(timer);
    },
    timeoutMs: 10_000,
  });
  port2.on('message', ({ data }) => {
    const frame = readCoreFrame(data);
    if (frame !== null && !caller.accept(frame) && frame.t === 'event') events.push(frame.name);
  });
  port2.on('close', () => caller.failAll(new AppError('core-lost')));
  port2.start();
  host.connect('main', port1);
  return { caller, close: () => port2.close(), events };
}

async function outcomeOf(call: Promise<unknown>): Promise<unknown> {
  return call.catch((error: unknown) => toPlain(error).code);
}

async function run(): Promise<unknown> {
  host.start();
  const line = openLine();
  const other = openLine();
  const echoed = await line.caller.call('test.echo', { value: Uint8Array.of(1, 2, 255) });
  const malformed = await outcomeOf(line.caller.call('test.hold', { name: 5 }));
  await other.caller.call('test.announce', { text: 'changed' });
  const { sha256 } = standInDocument;
  const read = await host.call('document.read', { sha256, start: 10, endExclusive: 13 });
  const lost = outcomeOf(line.caller.call('test.die', {}));
  await whenState('lost');
  await whenState('ready');
  const second = openLine();
  const afterRestart = await second.caller.call('test.echo', { value: 'again' });
  const held = second.caller.call('test.hold', { name: 'a' });
  await second.caller.call('test.echo', { value: 'the call before has arrived' });
  const stopped = host.stop();
  const refused = await outcomeOf(second.caller.call('test.echo', { value: 1 }));
  host.emit('test.release' as never, { name: 'a' } as never);
  const drained = await held;
  await stopped;
  return {
    echoed: Array.from(echoed as Uint8Array),
    malformed,
    events: line.events,
    read: Array.from(read as Uint8Array),
    lost: await lost,
    afterRestart,
    refused,
    drained,
  };
}

void app
  .whenReady()
  .then(run)
  .then((outcome) => process.stdout.write(`outcome ${JSON.stringify(outcome)}\n`))
  .finally(() => app.exit(0));
