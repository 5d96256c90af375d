import { useEffect, useState } from 'react';
import type { Settings } from '#shared/contract/settings.ts';
import type { AppearanceChoice, ShellBridge, SystemAppearance } from '#shared/contract/shell-bridge.ts';
import type { ThemeName } from './theme.ts';
import { settingsTheme, shellTheme, themeFor } from './theme.ts';

type Chosen = Pick<Settings, 'theme' | 'language'>;

/** What the shell kept from the last time: right at the first paint, before the core has answered. */
export function keptAppearance(kept: AppearanceChoice): Chosen {
  return { theme: settingsTheme(kept.theme), language: kept.language };
}

/** The theme to show now; tells the shell what was chosen, for the next first paint. */
export function useThemeName(shell: ShellBridge, chosen: Chosen): ThemeName {
  const [system, setSystem] = useState<SystemAppearance>(shell.boot.system);
  const { theme, language } = chosen;
  useEffect(() => shell.onSystemAppearance(setSystem), [shell]);
  useEffect(() => {
    shell.saveAppearance({ theme: shellTheme(theme), language });
  }, [shell, theme, language]);
  const name = themeFor(theme, system);
  useEffect(() => {
    document.documentElement.dataset['theme'] = name;
    document.documentElement.style.colorScheme = name === 'light' ? 'light' : 'dark';
  }, [name]);
  return name;
}
