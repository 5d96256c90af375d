import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instant } from '#shared/model/ids.ts';
import type { LogEntry } from '#shared/protocol/log-entry.ts';
import type { Database } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { openPglite } from '../store/pglite-database.ts';
import { sql } from '../store/sql.ts';
import { openAuditWriter } from './audit-writer.ts';
import { type LogSigner, openLogSigner } from './log-signer.ts';

const at = '2026-11-20T15:00:00.000Z' as Instant;
const entry = (subject: string): LogEntry => ({
  at,
  who: 'MC12310',
  device: null,
  from: null,
  what: 'document:read',
  subject,
  outcome: 'done',
  code: null,
  act: null,
});

describe('the writer of reads into the audit log', () => {
  let database: Database;
  let signer: LogSigner;
  beforeAll(async () => {
    database = await openPglite(null);
    await migrate(database, at);
    signer = await openLogSigner(database, '0b0c7f0e-53a1-4d10-9a8e-5d2f1c3b4a59', at);
  });
  afterAll(() => database.close());

  const subjects = async (stream: string): Promise<string[]> => {
    const rows = await database.read((db) =>
      db.rows<{ entry: string }>(sql`select entry from audit_log where stream = ${stream} order by n`),
    );
    return rows.map((row) => (JSON.parse(row.entry) as { subject: string }).subject);
  };

  it('has committed an entry when it says so, in the order in which they came, with few transactions', async () => {
    let transactions = 0;
    const counted: Database = {
      ...database,
      write: (work) => {
        transactions += 1;
        return database.write(work);
      },
    };
    const writer = openAuditWriter(counted, signer);
    const names = Array.from({ length: 50 }, (_, index) => `s${index}`);
    await Promise.all(names.map((name, index) => writer.record(index % 2 === 0 ? 'CPCO' : 'NRBI', entry(name))));
    expect(await subjects('CPCO')).toEqual(names.filter((_, index) => index % 2 === 0));
    expect(await subjects('NRBI')).toEqual(names.filter((_, index) => index % 2 === 1));
    expect(transactions).toBe(2);
  });

  it('tells everyone whose entry could not be written, and goes on with the next', async () => {
    let isAway = true;
    const away: Database = {
      ...database,
      write: (work) => (isAway ? Promise.reject(new Error('away')) : database.write(work)),
    };
    const writer = openAuditWriter(away, signer);
    const outcomes = await Promise.allSettled([
      writer.record('AAAA', entry('lost')),
      writer.record('AAAA', entry('too')),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
    isAway = false;
    await writer.record('AAAA', entry('kept'));
    expect(await subjects('AAAA')).toEqual(['kept']);
  });
});
