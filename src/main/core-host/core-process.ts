import type { CoreToMainFrame, MainToCoreFrame } from '#shared/contract/frames.ts';

/** The part of Electron's MessagePortMain that is used; tests bring a Node MessagePort in the same shape. */
export interface LinePort {
  postMessage(data: unknown): void;
  on(event: 'message', listener: (message: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** One running core, however it runs. */
export interface CoreProcess {
  /** How it runs, for the log. */
  readonly way: 'utility-process' | 'child-node' | 'in-process';
  /** A port can only be handed to a `utilityProcess`; elsewhere main relays its frames. */
  readonly takesPorts: boolean;
  send(frame: MainToCoreFrame, port?: LinePort): void;
  onFrame(listener: (frame: CoreToMainFrame) => void): void;
  /** Fires once, whatever ended it. `code` is null where a signal did. */
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

export type StartCore = () => CoreProcess;
