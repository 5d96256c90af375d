import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { CoreToMainFrame } from '#shared/contract/frames.ts';
import type { StartCore } from './core-process.ts';

/** The core in this very process, for tests: `boot` gets the core's end of a real MessageChannel. */
export function startChannelCore(boot: (port: MessagePort) => void): StartCore {
  return () => {
    const { port1, port2 } = new MessageChannel();
    boot(port2);
    return {
      way: 'in-process',
      takesPorts: false,
      send: (frame) => port1.postMessage(frame),
      onFrame: (listener) => void port1.on('message', (frame: CoreToMainFrame) => listener(frame)),
      onExit: (listener) => void port1.once('close', () => listener(0)),
      kill: () => port1.close(),
    };
  };
}
