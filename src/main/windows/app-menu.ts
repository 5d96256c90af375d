import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { ShellStrings } from '../platform/shell-strings.ts';

/** Only what an officer needs; the same keys as everywhere. No developer tools in a packaged app. */
export function appMenu(strings: ShellStrings, packaged: boolean): Menu {
  const item = (role: MenuItemConstructorOptions['role'], label: string): MenuItemConstructorOptions =>
    role === undefined ? { label } : { role, label };
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const edit = [
    item('undo', strings.undo),
    item('redo', strings.redo),
    separator,
    item('cut', strings.cut),
    item('copy', strings.copy),
    item('paste', strings.paste),
    item('selectAll', strings.selectAll),
  ];
  const view = [
    item('zoomIn', strings.zoomIn),
    item('zoomOut', strings.zoomOut),
    item('resetZoom', strings.zoomReset),
    separator,
    item('togglefullscreen', strings.fullScreen),
    ...(packaged ? [] : [separator, item('toggleDevTools', strings.devTools)]),
  ];
  return Menu.buildFromTemplate([
    { label: strings.file, submenu: [item('close', strings.close), separator, item('quit', strings.quit)] },
    { label: strings.edit, submenu: edit },
    { label: strings.view, submenu: view },
    { label: strings.window, submenu: [item('minimize', strings.minimize)] },
  ]);
}
