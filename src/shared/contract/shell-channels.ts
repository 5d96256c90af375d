/** Names of Electron IPC channels between preload and main. Page code never sees them. */
export const shellChannels = {
  connect: 'dossier:connect',
  port: 'dossier:port',
  askCoreState: 'dossier:ask-core-state',
  coreState: 'dossier:core-state',
  restartCore: 'dossier:restart-core',
  systemAppearance: 'dossier:system-appearance',
  locked: 'dossier:locked',
  beforeClose: 'dossier:before-close',
  readyToClose: 'dossier:ready-to-close',
  saveAppearance: 'dossier:save-appearance',
  openViewer: 'dossier:open-viewer',
  subject: 'dossier:subject',
  saveReceipt: 'dossier:save-receipt',
} as const;

/** The argument by which main gives a window its `WindowBoot` (URI-encoded JSON). */
export const bootArgument = '--dossier-boot=';
