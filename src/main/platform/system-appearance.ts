import type { NativeTheme } from 'electron';
import type { AppearanceChoice, SystemAppearance, ThemeChoice } from '#shared/contract/shell-bridge.ts';

export function systemAppearance(theme: NativeTheme): SystemAppearance {
  return { dark: theme.shouldUseDarkColors, contrast: theme.shouldUseHighContrastColors || theme.inForcedColorsMode };
}

const themeSource: Readonly<Record<ThemeChoice, NativeTheme['themeSource']>> = {
  system: 'system',
  light: 'light',
  dark: 'dark',
  // Our high-contrast theme is a dark one; native menus and scroll bars follow it.
  contrast: 'dark',
};

/** Makes native parts (menus, dialogs, scroll bars) follow the choice made in the app. */
export function applyTheme(theme: NativeTheme, choice: AppearanceChoice): void {
  theme.themeSource = themeSource[choice.theme];
}

/** What the window shows before its page does; the same as the page's own background, so that nothing flashes. */
export function windowBackground(choice: AppearanceChoice, system: SystemAppearance): string {
  if (choice.theme === 'contrast' || (choice.theme === 'system' && system.contrast)) return '#000000';
  const isDark = choice.theme === 'dark' || (choice.theme === 'system' && system.dark);
  return isDark ? '#1f1f1f' : '#fafafa';
}
