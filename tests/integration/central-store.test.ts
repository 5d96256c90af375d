import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openCentral } from '#central/central.ts';
import type { Database } from '#central/store/database.ts';
import { migrate } from '#central/store/migrate.ts';
import { migrations } from '#central/store/migrations/all-migrations.ts';
import { openDatabase } from '#central/store/open-database.ts';
import { isUniqueViolation } from '#central/store/retry.ts';
import { sql } from '#central/store/sql.ts';
import { staff } from '#support/central-cases.ts';
import type { PostgresServer } from '#support/postgres-server.ts';
import { startPostgres } from '#support/postgres-server.ts';

const now = '2026-11-20T15:00:00.000Z';

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dossier-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe.each(['pglite', 'postgres'] as const)('the store on %s', (kind) => {
  let postgres: PostgresServer | undefined;
  let database: Database;
  beforeAll(async () => {
    postgres = kind === 'postgres' ? await startPostgres() : undefined;
    database = await openDatabase({ url: (await postgres?.newDatabase()) ?? null, dataDir: null });
  });
  afterAll(async () => {
    await database?.close();
    await postgres?.stop();
  });

  it('brings an empty database to each schema in turn, from the one before it', async () => {
    for (const step of migrations) {
      await migrate(database, now, step.version);
      const found = await database.read((db) =>
        db.first<{ version: number }>(sql`select max(version) as version from schema_version`),
      );
      expect(found?.version).toBe(step.version);
    }
    await migrate(database, now);
    const rows = await database.read((db) =>
      db.rows<{ name: string }>(sql`select name from schema_version order by version`),
    );
    expect(rows.map((row) => row.name)).toEqual(migrations.map((step) => step.name));
  });

  it('refuses a schema made by a newer Dossier and changes nothing', async () => {
    await database.write((db) =>
      db.run(sql`insert into schema_version (version, name, applied_at) values (9990, 'future', ${now})`),
    );
    await expect(migrate(database, now)).rejects.toMatchObject({ code: 'store-too-new', details: { found: 9990 } });
    await database.write((db) => db.run(sql`delete from schema_version where version = 9990`));
  });

  it('binds values and never takes them for SQL', async () => {
    const evil = `'; drop table meta; --`;
    await database.write((db) => db.run(sql`insert into meta (key, value) values ('x', ${evil})`));
    const many = [evil, null, 'ü "quoted" \\ {a,b}'];
    const row = await database.read((db) =>
      db.first<{ value: string; many: (string | null)[]; big: number }>(
        sql`select value, ${many}::text[] as many, 9007199254740991::bigint as big from meta where key = ${'x'}`,
      ),
    );
    expect(row).toEqual({ value: evil, many, big: Number.MAX_SAFE_INTEGER });
  });

  it('gives bytes back as they were', async () => {
    const all = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));
    for (const bytes of [Buffer.alloc(0), all, all.subarray(1, 256)]) {
      const row = await database.read((db) => db.first<{ body: Uint8Array }>(sql`select ${bytes}::bytea as body`));
      expect(Buffer.from(row?.body ?? 'none')).toEqual(bytes);
    }
  });

  it('splices fragments with their values in order', async () => {
    const condition = sql`key = ${'x'} and ${1} = ${1}`;
    const row = await database.read((db) =>
      db.first<{ a: string; key: string }>(sql`select ${'a'}::text as a, key from meta where ${condition} and ${true}`),
    );
    expect(row).toEqual({ a: 'a', key: 'x' });
  });

  it('rolls a transaction back when its work throws', async () => {
    const attempt = database.write(async (db) => {
      await db.run(sql`insert into meta (key, value) values ('gone', '1')`);
      throw new Error('stop');
    });
    await expect(attempt).rejects.toThrow('stop');
    expect(await database.read((db) => db.first(sql`select key from meta where key = 'gone'`))).toBeUndefined();
  });

  it('refuses to write in a read transaction', async () => {
    const attempt = database.read((db) => db.rows(sql`insert into meta (key, value) values ('r', '1')`));
    await expect(attempt).rejects.toMatchObject({ code: '25006' });
  });

  it('knows a unique violation', async () => {
    const attempt = database.write((db) => db.run(sql`insert into meta (key, value) values ('x', 'again')`));
    await expect(attempt).rejects.toSatisfy(isUniqueViolation);
  });
});

describe('the store on a server', () => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.stop());

  it('runs a transaction again that lost a deadlock', async () => {
    const database = await openDatabase({ url: await postgres.newDatabase(), dataDir: null });
    onTestFinished(() => database.close());
    await migrate(database, now);
    await database.write((db) => db.script(`insert into meta (key, value) values ('a', '0'), ('b', '0')`));
    let arrived = 0;
    let open = (): void => {};
    const both = new Promise<void>((resolve) => (open = resolve));
    const raise = (first: string, second: string) =>
      database.write(async (db) => {
        await db.run(sql`update meta set value = (value::int + 1)::text where key = ${first}`);
        arrived += 1;
        if (arrived === 2) open();
        await both;
        await db.run(sql`update meta set value = (value::int + 1)::text where key = ${second}`);
      });
    await Promise.all([raise('a', 'b'), raise('b', 'a')]);
    expect(arrived).toBeGreaterThan(2);
    const rows = await database.read((db) =>
      db.rows<{ value: string }>(sql`select value from meta where key in ('a', 'b')`),
    );
    expect(rows.map((row) => row.value)).toEqual(['2', '2']);
  });

  it('lets several centrals start at once on an empty database', async () => {
    const url = await postgres.newDatabase();
    const open = await Promise.all(
      Array.from({ length: 4 }, async () => openCentral({ dataDir: await newFolder(), databaseUrl: url, demo: true })),
    );
    expect(new Set(open.map((central) => central.sync.centralEpoch)).size).toBe(1);
    const [first] = open;
    const { token = '' } = (await first?.tokens.issueDemo(staff.officer.officerId)) ?? {};
    for (const central of open) expect((await central.tokens.verify(token)).officerId).toBe('MC12310');
    for (const central of open) await central.close();
  });

  it('reads every snapshot whole while others write', async () => {
    const database = await openDatabase({ url: await postgres.newDatabase(), dataDir: null });
    onTestFinished(() => database.close());
    await migrate(database, now);
    await database.write((db) => db.script(`insert into meta (key, value) values ('n', '0')`));
    await database.read(async (db) => {
      const before = await db.first(sql`select value from meta where key = 'n'`);
      await database.write((other) => other.run(sql`update meta set value = '1' where key = 'n'`));
      expect(await db.first(sql`select value from meta where key = 'n'`)).toEqual(before);
    });
  });

  it('says that a server that was told not to sync is not durable', async () => {
    const url = await postgres.newDatabase();
    const lax = await openDatabase({ url: `${url}?options=-c%20synchronous_commit%3Doff`, dataDir: null });
    onTestFinished(() => lax.close());
    expect(lax.durability).toBe('not-durable');
    const strict = await openDatabase({ url, dataDir: null });
    onTestFinished(() => strict.close());
    expect(strict.durability).toBe('durable');
  });
});

describe('a data folder', () => {
  it('keeps what it holds from one start to the next', async () => {
    const dataDir = await newFolder();
    const first = await openCentral({ dataDir, databaseUrl: null, demo: true });
    const { centralEpoch } = first.sync;
    const { token } = await first.tokens.issueDemo(staff.officer.officerId);
    await first.close();
    const second = await openCentral({ dataDir, databaseUrl: null, demo: true });
    onTestFinished(() => second.close());
    expect(second.sync.centralEpoch).toBe(centralEpoch);
    expect((await second.tokens.verify(token)).officerId).toBe('MC12310');
  });

  it('is held by one process at a time', async () => {
    const dataDir = await newFolder();
    const first = await openDatabase({ url: null, dataDir });
    await expect(openDatabase({ url: null, dataDir })).rejects.toMatchObject({ code: 'store-in-use' });
    await first.close();
    const again = await openDatabase({ url: null, dataDir });
    await again.close();
  });

  it('is taken over from a process that is gone', async () => {
    const dataDir = await newFolder();
    const gone = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => gone.once('exit', resolve));
    await writeFile(join(dataDir, 'central.lock'), `${gone.pid} 1\n`);
    const database = await openDatabase({ url: null, dataDir });
    expect(await readFile(join(dataDir, 'central.lock'), 'utf8')).toContain(String(process.pid));
    await database.close();
  });
});
