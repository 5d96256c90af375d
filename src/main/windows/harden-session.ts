import type { Session, WebContents } from 'electron';
import { appOrigin } from '#shared/contract/shell-bridge.ts';
import type { ShellLog } from '../platform/shell-log.ts';

/** All that a page may ask for: to put text on the clipboard when the officer copies it. */
const allowedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Addresses that no window has any business with; everything it needs comes by our own two protocols. */
const network = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'];

function isOurs(url: string): boolean {
  return url === appOrigin || url.startsWith(`${appOrigin}/`);
}

/** Denies by default whatever a session can be asked for. */
export function hardenSession(session: Session, log: ShellLog): void {
  session.setPermissionRequestHandler((contents: WebContents | null, permission, answer, details) => {
    const isAllowed = allowedPermissions.has(permission) && details.isMainFrame && isOurs(contents?.getURL() ?? '');
    if (!isAllowed) log('permission-denied', { permission });
    answer(isAllowed);
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => allowedPermissions.has(permission) && isOurs(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => {
    event.preventDefault();
    log('download-denied');
  });
  session.webRequest.onBeforeRequest({ urls: network }, (_details, answer) => {
    log('network-denied');
    answer({ cancel: true });
  });
  // Its dictionaries would be fetched from the network.
  session.setSpellCheckerEnabled(false);
}
