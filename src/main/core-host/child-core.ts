import { fork } from 'node:child_process';
import type { CoreToMainFrame } from '#shared/contract/frames.ts';
import type { StartCore } from './core-process.ts';

/** The core as a child of another Node than Electron's own. */
export function startChildCore(nodeFile: string, coreFile: string, env: NodeJS.ProcessEnv): StartCore {
  return () => {
    const child = fork(coreFile, [], {
      execPath: nodeFile,
      execArgv: [],
      env,
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    return {
      way: 'child-node',
      takesPorts: false,
      // A failed write means that the child is ending, which `exit` reports.
      send: (frame) => void (child.connected && child.send(frame, () => undefined)),
      onFrame: (listener) => child.on('message', (frame) => listener(frame as CoreToMainFrame)),
      onExit: (listener) => {
        child.once('exit', listener);
        // A Node that cannot be started at all has no exit.
        child.once('error', () => void (child.pid === undefined && listener(null)));
      },
      kill: () => void child.kill('SIGKILL'),
    };
  };
}
