import type { PoolClient } from 'pg';
import pg from 'pg';
import { AppError } from '#shared/errors/app-error.ts';
import type { Database, ReadDb, Statements, WriteDb } from './database.ts';
import { writeDb } from './database.ts';
import { isAway, withRetry } from './retry.ts';

const int8 = 20;

const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === int8 ? (value: string) => Number(value) : pg.types.getTypeParser(oid, format),
};

function statements(client: PoolClient): Statements {
  return {
    query: async (text, values) => {
      const result = await client.query(text, values);
      return { rows: result.rows, changed: result.rowCount ?? 0 };
    },
    script: async (text) => {
      await client.query(text);
    },
  };
}

/** Not a fault of central, and not for ever: whoever asked may ask again. What came of a commit then shows in the answer. */
function away(thrown: unknown): never {
  throw isAway(thrown) ? new AppError('database-away', {}, thrown) : thrown;
}

/** Whether a commit of this server survives a power cut: both settings can be turned off by its owner. */
async function durabilityOf(pool: pg.Pool): Promise<Database['durability']> {
  const { rows } = await pool.query<{ fsync: string; commit: string }>(
    "select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit",
  );
  const settings = rows[0];
  return settings?.fsync === 'on' && settings.commit !== 'off' ? 'durable' : 'not-durable';
}

async function writing<Value>(pool: pg.Pool, work: (db: WriteDb) => Promise<Value>): Promise<Value> {
  const client = await pool.connect().catch(away);
  let broken = false;
  try {
    await client.query('begin isolation level read committed');
    const value = await work(writeDb(statements(client)));
    await client.query('commit');
    return value;
  } catch (thrown) {
    await client.query('rollback').catch(() => {
      broken = true;
    });
    return away(thrown);
  } finally {
    client.release(broken);
  }
}

/**
 * A transaction that changes nothing: its beginning goes out with its first question, and nobody waits for its end. A
 * beginning can only fail with the connection, and then the question behind it fails too.
 */
async function reading<Value>(pool: pg.Pool, work: (db: ReadDb) => Promise<Value>): Promise<Value> {
  const client = await pool.connect().catch(away);
  const end = (text: 'commit' | 'rollback'): Promise<void> =>
    client.query(text).then(
      () => client.release(),
      () => client.release(true),
    );
  const begun = client.query('begin isolation level repeatable read read only');
  begun.catch(() => undefined);
  try {
    const value = await work(writeDb(statements(client)));
    await begun;
    void end('commit');
    return value;
  } catch (thrown) {
    await end('rollback');
    return away(thrown);
  }
}

/**
 * A PostgreSQL server behind a pool.
 *
 * @param url `postgres://user@host:port/database`
 */
export async function openPostgres(url: string, connections = 16, onRetry?: () => void): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types: typeParsers,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 60_000,
    application_name: 'dossier-central',
    // Questions that do not wait for each other go out together.
    pipeline: true,
  });
  // A connection that the server drops is replaced by the pool, and the statement under way fails by itself; but without
  // these listeners the event would end the process: the pool's for idle connections, each one's own while it is in use.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));

  try {
    const durability = await durabilityOf(pool);
    return {
      kind: 'postgres',
      durability,
      read: <Value>(work: (db: ReadDb) => Promise<Value>): Promise<Value> =>
        withRetry(() => reading(pool, work), onRetry),
      write: <Value>(work: (db: WriteDb) => Promise<Value>): Promise<Value> =>
        withRetry(() => writing(pool, work), onRetry),
      pool: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
      close: () => pool.end(),
    };
  } catch (thrown) {
    await pool.end();
    throw thrown;
  }
}
