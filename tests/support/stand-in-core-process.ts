import { openCorePort } from '#core/ports/open-core-port.ts';
import { serveStandInCore } from './stand-in-core.ts';

serveStandInCore(openCorePort(), () => process.kill(process.pid, 'SIGKILL'));
