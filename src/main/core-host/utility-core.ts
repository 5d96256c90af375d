import { type MessagePortMain, utilityProcess } from 'electron';
import type { CoreToMainFrame } from '#shared/contract/frames.ts';
import type { StartCore } from './core-process.ts';

/** The core as an Electron `utilityProcess`: the way of the product. */
export function startUtilityCore(coreFile: string, env: NodeJS.ProcessEnv): StartCore {
  return () => {
    const child = utilityProcess.fork(coreFile, [], { serviceName: 'Dossier core', env, stdio: 'inherit' });
    return {
      way: 'utility-process',
      takesPorts: true,
      // Electron knows only its own ports; a LinePort given to this core always is one.
      send: (frame, port) => child.postMessage(frame, port === undefined ? [] : [port as MessagePortMain]),
      onFrame: (listener) => child.on('message', (frame: CoreToMainFrame) => listener(frame)),
      onExit: (listener) => child.once('exit', listener),
      kill: () => child.kill(),
    };
  };
}
