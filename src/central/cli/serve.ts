import type { Logger } from 'pino';
import { AppError } from '#shared/errors/app-error.ts';
import { openCentral } from '../central.ts';
import { type RateLimits, usualRates } from '../http/rate-limits.ts';
import { openLog, traceOf } from '../http/request-log.ts';
import { startServer } from '../http/server.ts';
import type { Database } from '../store/database.ts';
import type { CopyNote } from '../store/safe-copy/copy-keeper.ts';
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

/** What a start on PGlite found, and what may be lost, in words. */
function describeDatabase(log: Logger, { folder, kind, durability }: Database, copyEveryMs: number | null): void {
  if (durability === 'durable') return;
  const { putBack } = folder ?? {};
  if (putBack?.from === 'copy') {
    log.warn(
      { copyOf: putBack.at, setAside: putBack.setAside },
      'The machine went down while central was running, and PGlite may have lost any part of what it had written since. Its newest copy has taken its place; what was there before is set aside. A new epoch begins: workstations offer again what the copy does not have.',
    );
  }
  if (putBack?.from === 'none') {
    log.warn(
      'The machine went down while central was running, and there is no copy of the database. It goes on as it was found: run "central verify", and put a backup back if anything does not hold. A new epoch begins: workstations offer again what they know as received.',
    );
  }
  const isCopied = folder !== undefined && copyEveryMs !== null;
  log.warn(
    { database: kind, ...(isCopied ? { copySeconds: copyEveryMs / 1000 } : {}) },
    isCopied
      ? 'This database does not survive a power cut by itself: use it for demos, pilots and tests. It is copied every so often, and workstations keep what they have sent until a copy has it.'
      : 'This database does not survive a power cut for certain: use it for demos, pilots and tests. Workstations keep what they have sent.',
  );
}

/** Copies that fail are what an operator has to know of; the others are for who looks closely. */
function logCopy(log: Logger, note: CopyNote): void {
  if (note.kind === 'made') {
    const { bytes, heldMs, totalMs } = note;
    const megabytes = Math.round(bytes / 1e6);
    log.debug({ megabytes, heldMs: Math.round(heldMs), totalMs: Math.round(totalMs) }, 'copied');
  } else if (note.thrown instanceof AppError && note.thrown.code === 'disk-full') {
    log.error(
      note.thrown.details,
      'No room to copy the database (megabytes needed, and free). What was committed since the last copy does not survive a power cut; workstations keep it. Make room.',
    );
  } else log.error({ fault: traceOf(note.thrown) }, 'The database could not be copied; the copy before stays.');
}

/** Listens until it is told to stop, then lets requests under way finish and closes the database in order. */
export async function serve(args: CentralArguments): Promise<void> {
  const stopped = stopRequested();
  const log = openLog(args.logLevel);
  const { dataDir, databaseUrl, documents, demo, tokenSeconds, connections, copyEveryMs } = args;
  const onCopy = (note: CopyNote): void => logCopy(log, note);
  const options = { dataDir, databaseUrl, documents, demo, tokenSeconds, connections, copyEveryMs, onCopy };
  const central = await openCentral(options);
  describeDatabase(log, central.database, copyEveryMs);
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
