import type { ShellBridge } from '#shared/contract/shell-bridge.ts';

declare global {
  interface Window {
    /** Put here by the preload script; absent where the page is not in Dossier's own window. */
    readonly dossier?: ShellBridge;
  }
}

/** The shell around this page. */
export function shell(): ShellBridge {
  const bridge = window.dossier;
  if (bridge === undefined) throw new Error('this page runs only inside the application');
  return bridge;
}
