import type { App } from 'electron';
import type { CoreHost } from '../core-host/core-host.ts';

/** Windows first (each puts away what was typed), then the core drains, then the process ends. */
export function quitInOrder(app: App, host: CoreHost): void {
  let isStopping = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (isStopping) return;
    isStopping = true;
    void host.stop().finally(() => app.exit(0));
  });
}
