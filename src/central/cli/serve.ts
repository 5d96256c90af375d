import { openCentral } from '../central.ts';
import { type RateLimits, usualRates } from '../http/rate-limits.ts';
import { openLog, traceOf } from '../http/request-log.ts';
import { startServer } from '../http/server.ts';
import type { CentralArguments } from './arguments.ts';

/** Resolves at the first request to stop. */
function stopRequested(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.once(signal, () => resolve(signal));
  });
}

/** The person's share as it was asked for, and the others in proportion. */
function ratesFrom(perPerson: number): RateLimits | null {
  if (perPerson === 0) return null;
  return { ...usualRates, perPerson, perAddress: perPerson * 10 };
}

/** Listens until it is told to stop, then lets requests under way finish and closes the database in order. */
export async function serve(args: CentralArguments): Promise<void> {
  const stopped = stopRequested();
  const log = openLog(args.logLevel);
  const { dataDir, databaseUrl, documents, demo, tokenSeconds, connections } = args;
  const central = await openCentral({ dataDir, databaseUrl, documents, demo, tokenSeconds, connections });
  if (central.database.durability === 'not-durable') {
    log.warn(
      { database: central.database.kind },
      'This database does not survive a power cut for certain: use it for demos, pilots and tests. Workstations keep what they have sent.',
    );
  }
  if (demo) log.warn('Demo mode: anyone who reaches this address can sign in as one of the demo people.');
  try {
    const { host, port, trustedProxies, metricsToken, leaveAfterMs, drainWithinMs } = args;
    const rates = ratesFrom(args.requestsPerMinute);
    const ending = { leaveAfterMs, drainWithinMs };
    const server = await startServer(central, { host, port, log, rates, metricsToken, trustedProxies, ...ending });
    process.stdout.write(`${JSON.stringify({ listening: server.url })}\n`);
    log.info({ database: central.database.kind, demo }, 'listening');
    const signal = await stopped;
    log.info({ signal }, 'stopping');
    await server.stop();
  } catch (thrown) {
    log.fatal({ fault: traceOf(thrown) }, 'central failed');
    throw thrown;
  } finally {
    await central.close();
  }
  log.info('stopped');
}
