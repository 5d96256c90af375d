import type { PowerMonitor } from 'electron';
import type { LockReason } from '#shared/contract/shell-bridge.ts';

export interface PowerListeners {
  readonly onLocked: (reason: LockReason) => void;
  readonly onUnlocked: (reason: 'unlock-screen' | 'resume') => void;
}

/** Screen lock exists on macOS and Windows; going to sleep everywhere. */
export function watchPower(monitor: PowerMonitor, { onLocked, onUnlocked }: PowerListeners): void {
  monitor.on('lock-screen', () => onLocked('lock-screen'));
  monitor.on('suspend', () => onLocked('suspend'));
  monitor.on('unlock-screen', () => onUnlocked('unlock-screen'));
  monitor.on('resume', () => onUnlocked('resume'));
}
