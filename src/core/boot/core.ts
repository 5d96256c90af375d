import type { coreEvents } from '#shared/contract/events.ts';
import { CoreLink } from '../ports/core-link.ts';
import { openCorePort } from '../ports/open-core-port.ts';
import { logBug } from './core-log.ts';
import { startCore } from './start-core.ts';

// Whatever is made here belongs to this account alone, what SQLite makes too.
process.umask(0o077);

// A bug ends the core, loudly and without its text: main starts it again, and what was answered is on disk.
process.on('uncaughtException', (thrown) => {
  logBug('uncaught', thrown);
  process.exit(1);
});

// The line is opened before anything else: what main and the windows send meanwhile is kept.
const link = new CoreLink<typeof coreEvents>(openCorePort());
await startCore(link, process.env['DOSSIER_CIPHER'] === 'sqlcipher' ? { cipher: 'sqlcipher' } : {});
