import type { ReactNode } from 'react';
import { createContext, useContext, useMemo } from 'react';
import type { ShellBridge } from '#shared/contract/shell-bridge.ts';

interface Surroundings {
  readonly shell: ShellBridge;
  /** For "try again" after the core was given up. */
  readonly restartCore: () => void;
}

const ShellContext = createContext<Surroundings | null>(null);

export interface ShellProviderProps extends Surroundings {
  readonly children: ReactNode;
}

export function ShellProvider({ shell, restartCore, children }: ShellProviderProps) {
  const value = useMemo(() => ({ shell, restartCore }), [shell, restartCore]);
  return <ShellContext value={value}>{children}</ShellContext>;
}

/** The shell around the page: version, platform, the torn-off viewer, what to do before closing. */
export function useShell(): ShellBridge {
  return useSurroundings().shell;
}

export function useSurroundings(): Surroundings {
  const value = useContext(ShellContext);
  if (value === null) throw new Error('the shell is used inside ShellProvider');
  return value;
}
