import type { Theme } from '@fluentui/react-components';
import { teamsHighContrastTheme, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import type { Settings } from '#shared/contract/settings.ts';
import type { AppearanceChoice, SystemAppearance } from '#shared/contract/shell-bridge.ts';

export type ThemeName = 'light' | 'dark' | 'high-contrast';

/** What the person chose, else what the system asks for; the system's high contrast comes first. */
export function themeFor(choice: Settings['theme'], system: SystemAppearance): ThemeName {
  if (choice !== 'system') return choice;
  if (system.contrast) return 'high-contrast';
  return system.dark ? 'dark' : 'light';
}

/** A table is read for hours: 13 px text on a 28 px control, as in Windows' own list views. */
const compact: Partial<Theme> = {
  fontFamilyBase: "'Segoe UI Variable Text', 'Segoe UI', 'Dossier Sans', sans-serif",
  fontSizeBase300: '13px',
  lineHeightBase300: '18px',
};

export const themes: Readonly<Record<ThemeName, Theme>> = {
  light: { ...webLightTheme, ...compact },
  dark: { ...webDarkTheme, ...compact },
  'high-contrast': { ...teamsHighContrastTheme, ...compact },
};

/** The shell and the settings name high contrast differently. */
export function shellTheme(choice: Settings['theme']): AppearanceChoice['theme'] {
  return choice === 'high-contrast' ? 'contrast' : choice;
}

export function settingsTheme(choice: AppearanceChoice['theme']): Settings['theme'] {
  return choice === 'contrast' ? 'high-contrast' : choice;
}
