import type { MainToCoreFrame } from '#shared/contract/frames.ts';
import type { ClientPort, CorePort } from './core-port.ts';

/** The two Electron things this file needs, as they stand in a `utilityProcess`; nothing is imported from Electron. */
interface TransferredPort {
  postMessage(data: unknown): void;
  on(event: 'message', listener: (message: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  start(): void;
  close(): void;
}

export interface ParentPort {
  postMessage(data: unknown): void;
  on(event: 'message', listener: (message: { data: unknown; ports: TransferredPort[] }) => void): void;
}

function clientPortOver(port: TransferredPort): ClientPort {
  return {
    send: (frame) => port.postMessage(frame),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
    onClose: (listener) => port.on('close', listener),
    close: () => port.close(),
  };
}

/** The core in an Electron `utilityProcess`. It is killed with main, so there is no close to hear of. */
export function corePortOverParentPort(parentPort: ParentPort): CorePort {
  return {
    send: (frame) => parentPort.postMessage(frame),
    onMessage: (listener) =>
      parentPort.on('message', ({ data, ports }) => listener(data as MainToCoreFrame, ports.map(clientPortOver))),
    onClose: () => undefined,
    exit: (code) => process.exit(code),
  };
}
