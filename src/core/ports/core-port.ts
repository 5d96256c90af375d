import type { CoreFrame, CoreToMainFrame, MainToCoreFrame } from '#shared/contract/frames.ts';

/** A window's own line into the core: a transferred port, or a lane of the host link. */
export interface ClientPort {
  send(frame: CoreFrame): void;
  onMessage(listener: (data: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** The core's one line to the process that hosts it. Which of the three it is, only `open-core-port.ts` knows. */
export interface CorePort {
  send(frame: CoreToMainFrame): void;
  /** `ports` holds the window's port beside `client-connected`, where ports can be handed over. */
  onMessage(listener: (frame: MainToCoreFrame, ports: readonly ClientPort[]) => void): void;
  /** The host is gone. */
  onClose(listener: () => void): void;
  /** Ends the process (or, in tests, the link). */
  exit(code: number): void;
}
