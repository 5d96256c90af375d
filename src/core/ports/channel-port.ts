import type { MessagePort } from 'node:worker_threads';
import type { MainToCoreFrame } from '#shared/contract/frames.ts';
import type { CorePort } from './core-port.ts';

/** The core in its host's own process, behind a real MessageChannel: everything is cloned as between processes. */
export function corePortOverChannel(port: MessagePort): CorePort {
  return {
    send: (frame) => port.postMessage(frame),
    onMessage: (listener) => {
      port.on('message', (frame: MainToCoreFrame) => listener(frame, []));
    },
    onClose: (listener) => {
      port.once('close', listener);
    },
    exit: () => port.close(),
  };
}
