import { join } from 'node:path';
import { protocol, type Session, session } from 'electron';
import { appScheme, documentScheme } from '#shared/contract/shell-bridge.ts';
import type { CoreHost } from '../core-host/core-host.ts';
import type { ShellLog } from '../platform/shell-log.ts';
import { appProtocol } from '../windows/app-protocol.ts';
import { documentProtocol } from '../windows/document-protocol.ts';
import { hardenSession } from '../windows/harden-session.ts';

/** Has to run before the application is ready. */
export function registerSchemes(): void {
  const common = { standard: true, secure: true, supportFetchAPI: true } as const;
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { ...common, codeCache: true } },
    { scheme: documentScheme, privileges: { ...common, corsEnabled: true, stream: true } },
  ]);
}

/**
 * The one session of all pages. It has no name that persists, so Chromium keeps it in memory: no
 * cache, storage or large blob of a page (a scan, a letter) is ever written to the disk. `onServed` is called each time
 * after a file was handed over, the page's own first.
 */
export function openPageSession(distPath: string, host: CoreHost, log: ShellLog, onServed: () => void): Session {
  const pages = session.fromPartition('pages', { cache: false });
  hardenSession(pages, log);
  hardenSession(session.defaultSession, log);
  const serve = appProtocol(join(distPath, 'renderer'));
  pages.protocol.handle(appScheme, async (request) => {
    const reply = await serve(request);
    setImmediate(onServed);
    return reply;
  });
  pages.protocol.handle(
    documentScheme,
    documentProtocol((method, args) => host.call(method, args)),
  );
  return pages;
}
