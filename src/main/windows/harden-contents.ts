import type { App, WebContents } from 'electron';
import type { ShellLog } from '../platform/shell-log.ts';

function hardenContents(contents: WebContents, log: ShellLog): void {
  const deny = (what: string) => (event: { preventDefault(): void }) => {
    event.preventDefault();
    log('denied', { what });
  };
  // Pages are only ever loaded by main itself, which these events do not report.
  contents.on('will-navigate', deny('navigation'));
  contents.on('will-frame-navigate', deny('navigation'));
  contents.on('will-redirect', deny('redirect'));
  contents.on('will-attach-webview', deny('webview'));
  contents.on('select-bluetooth-device', deny('bluetooth'));
  contents.setWindowOpenHandler(() => {
    log('denied', { what: 'window' });
    return { action: 'deny' };
  });
}

/** Holds for every page of the process, whoever makes it and whenever. */
export function hardenAllContents(app: App, log: ShellLog): void {
  app.on('web-contents-created', (_event, contents) => hardenContents(contents, log));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  app.on('login', (event) => event.preventDefault());
  app.on('select-client-certificate', (event) => event.preventDefault());
}
