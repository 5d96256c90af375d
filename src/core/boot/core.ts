import type { coreEvents } from '#shared/contract/events.ts';
import { CoreLink } from '../ports/core-link.ts';
import { openCorePort } from '../ports/open-core-port.ts';
import { startCore } from './start-core.ts';

// The line is opened before anything else: what main and the windows send meanwhile is kept.
const link = new CoreLink<typeof coreEvents>(openCorePort());
await startCore(link, process.env['DOSSIER_CIPHER'] === 'sqlcipher' ? { cipher: 'sqlcipher' } : {});
