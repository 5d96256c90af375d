import { corePortOverChildIpc } from './child-ipc-port.ts';
import type { CorePort } from './core-port.ts';
import { corePortOverParentPort, type ParentPort } from './parent-port.ts';

/** The line to whoever started this process as a core. A core started by hand has none and says so. */
export function openCorePort(): CorePort {
  const { parentPort } = process as NodeJS.Process & { readonly parentPort?: ParentPort | null };
  if (parentPort) return corePortOverParentPort(parentPort);
  if (process.send !== undefined) return corePortOverChildIpc(process);
  throw new Error('the core is started by the application, not by hand');
}
