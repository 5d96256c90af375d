import type { MainToCoreFrame } from '#shared/contract/frames.ts';
import type { CorePort } from './core-port.ts';

/** The core as a child of main, forked with `serialization: 'advanced'`, so that bytes stay bytes. */
export function corePortOverChildIpc(child: NodeJS.Process): CorePort {
  let unwritten = 0;
  let exitCode: number | null = null;
  const written = (): void => {
    unwritten -= 1;
    if (unwritten === 0 && exitCode !== null) child.exit(exitCode);
  };
  return {
    send: (frame) => {
      // After a disconnect there is nobody to answer; the close listener winds the core down.
      if (!child.connected) return;
      child.send?.(frame, written);
      unwritten += 1;
    },
    onMessage: (listener) => {
      child.on('message', (frame) => listener(frame as MainToCoreFrame, []));
    },
    onClose: (listener) => {
      child.once('disconnect', listener);
    },
    exit: (code) => {
      // The last replies may still be on their way into the pipe.
      if (unwritten === 0) child.exit(code);
      exitCode = code;
    },
  };
}
