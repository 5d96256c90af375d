import type { coreEvents } from '#shared/contract/events.ts';
import { CoreLink } from '../ports/core-link.ts';
import { openCorePort } from '../ports/open-core-port.ts';
import { startCore } from './start-core.ts';

// Whatever is made here belongs to this account alone, what SQLite makes too.
process.umask(0o077);

// The line is opened before anything else: what main and the windows send meanwhile is kept.
const link = new CoreLink<typeof coreEvents>(openCorePort());
await startCore(link, process.env['DOSSIER_CIPHER'] === 'sqlcipher' ? { cipher: 'sqlcipher' } : {});
