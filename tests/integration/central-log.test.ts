import { createPublicKey, verify as verifySignature } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leafHash, nextChain, nodeHash } from '#central/audit/hashes.ts';
import { readHeads } from '#central/audit/log-proofs.ts';
import type { WriteDb } from '#central/store/database.ts';
import { sql } from '#central/store/sql.ts';
import type { KeptHeads } from '#central/verify/check-heads.ts';
import type { LogProblem } from '#central/verify/log-problem.ts';
import { verifyLog } from '#central/verify/verify-log.ts';
import { proveAnswers } from '#core/sync/check-log.ts';
import type { CaseId } from '#shared/model/ids.ts';
import { isConsistent } from '#shared/protocol/merkle.ts';
import type { PushResponse } from '#shared/protocol/push-commands.ts';
import type { ProvenHead } from '#shared/protocol/tree-head.ts';
import { signedHeadText } from '#shared/protocol/tree-head.ts';
import { seedCases, staff } from '#support/central.ts';
import { codeOf, type Device, deviceOf } from '#support/central-device.ts';
import { type CentralOn, databaseKinds, startCentralOn } from '#support/central-on.ts';

class Undone extends Error {}

const stream = 'CPCO';
const flipped = (hash: string): string => `${hash.startsWith('0') ? '1' : '0'}${hash.slice(1)}`;

describe.each(databaseKinds)('the log, on %s', (kind) => {
  let test: CentralOn;
  let own: CaseId[];
  let device: Device;
  let early: KeptHeads;
  const { officer, farOfficer } = staff;

  beforeAll(async () => {
    test = await startCentralOn(kind);
    own = await seedCases(test.central, 4, { holder: officer.officerId });
    device = await deviceOf(test.url, officer.officerId);
    await deviceOf(test.url, farOfficer.officerId);
    for (let batch = 0; batch < 5; batch += 1) {
      await device.push(Array.from({ length: 60 }, (_, index) => device.note(own[index % 4] ?? '')));
      if (batch === 2) early = await headsNow();
    }
  });
  afterAll(() => test?.stop());

  const { officerId } = officer;
  const database = () => test.central.database;
  const headsNow = async (): Promise<KeptHeads> => ({
    log: test.central.sync.log.identity,
    heads: await database().read((db) => readHeads(db, [stream, 'NRBI'])),
  });
  const sizeNow = async (): Promise<number> =>
    (await headsNow()).heads.find((each) => each.stream === stream)?.size ?? 0;

  /** Makes a change, gives what the check says of it, and takes the change back. */
  async function problemsAfter(tamper: (db: WriteDb) => Promise<void>, kept: readonly KeptHeads[] = []) {
    const tables = ['audit_log', 'audit_node', 'audit_head', 'command_result', 'client', 'log_key'];
    await database().write((db) =>
      db.script(tables.map((table) => `create table kept_${table} as table ${table};`).join('\n')),
    );
    try {
      await database().write(tamper);
      return (await verifyLog({ database: database(), url: test.databaseUrl, kept })).problems;
    } finally {
      await database().write((db) =>
        db.script(
          tables
            .map((table) => `truncate ${table}; insert into ${table} table kept_${table}; drop table kept_${table};`)
            .join('\n'),
        ),
      );
    }
  }
  const ofEntries = (problems: readonly LogProblem[]): LogProblem[] =>
    problems.filter((each) => each.act === undefined);
  const entryAt = async (db: WriteDb, n: number) => {
    const row = await db.first<{ entry: string; leaf: string; chain: string }>(
      sql`select entry, leaf, chain from audit_log where stream = ${stream} and n = ${n}`,
    );
    if (row === undefined) throw new Error('the entry is there');
    return row;
  };

  it('holds as it is, and so do heads that were kept earlier', async () => {
    const kept = [early, await headsNow()];
    const report = await verifyLog({ database: database(), url: test.databaseUrl, kept });
    expect(report.problems).toEqual([]);
    expect(report.acts).toBe(300);
    expect(report.streams.map((each) => each.stream)).toEqual(['CPCO', 'NRBI']);
  });

  it('gives each act a proof under one signed head a stream, few bytes for many acts', async () => {
    const acts = Array.from({ length: 40 }, (_, index) => device.note(own[index % 4] ?? ''));
    const answer = await device.push(acts);
    const proofs = proveAnswers(acts, answer);
    expect(proofs.map((each) => each.n)).toEqual(acts.map((act) => act.n));
    expect(answer.log.runs).toHaveLength(1);
    expect(JSON.stringify(answer.log).length).toBeLessThan(2500);
    const { head } = answer.log.heads[0] as ProvenHead;
    const { logId, key } = test.central.sync.log.identity;
    const x = Buffer.from(key, 'hex').toString('base64url');
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    expect(
      verifySignature(null, Buffer.from(signedHeadText(logId, head)), publicKey, Buffer.from(head.sig, 'hex')),
    ).toBe(true);
  });

  it('proves acts again that were answered long ago, among those of others', async () => {
    const first = [device.note(own[0] ?? ''), device.note(own[1] ?? '')];
    await device.push(first);
    const other = await deviceOf(test.url, officerId);
    await other.push([other.note(own[2] ?? '')]);
    const more = [device.note(own[0] ?? '')];
    const answer = await device.push([...first, ...more]);
    expect(answer.log.runs.length).toBe(2);
    expect(proveAnswers([...first, ...more], answer).map((each) => each.n)).toEqual(
      [...first, ...more].map(({ n }) => n),
    );
  });

  it('proves that each head continues any earlier one, in answers to acts and in the feed', async () => {
    const then = (await headsNow()).heads.find((each) => each.stream === stream);
    if (then === undefined) throw new Error('the stream has a head');
    for (let round = 0; round < 3; round += 1) {
      const answer = (await device.tryPush([device.note(own[0] ?? '')], [{ stream, size: then.size }]))
        .body as PushResponse;
      const [proven] = answer.log.heads;
      expect(isConsistent(then, proven?.head as typeof then, proven?.consistency ?? [], nodeHash)).toBe(true);
    }
    const page = await device.feed(stream, 0, `&limit=1&logSize=${then.size}`);
    expect(page.log?.head.size).toBe(then.size + 3);
    expect(isConsistent(then, page.log?.head as typeof then, page.log?.consistency ?? [], nodeHash)).toBe(true);
    expect((await device.feed(stream, 0, '&limit=1')).log).toBeNull();
  });

  it.each([1, 2, 17, 100, 255, 256, 257])('locates a flipped byte in entry %i', async (n) => {
    const problems = await problemsAfter(async (db) => {
      const { entry } = await entryAt(db, n);
      const text = entry.replace('"outcome":"done"', '"outcome":"dona"');
      await db.run(sql`update audit_log set entry = ${text} where stream = ${stream} and n = ${n}`);
    });
    expect(ofEntries(problems)).toEqual([{ kind: 'entry-changed', stream, n }]);
  });

  it.each([1, 16, 100, 256])('locates a flipped byte in leaf and in chain of entry %i', async (n) => {
    const leaf = await problemsAfter(async (db) => {
      const row = await entryAt(db, n);
      await db.run(sql`update audit_log set leaf = ${flipped(row.leaf)} where stream = ${stream} and n = ${n}`);
    });
    expect(ofEntries(leaf)).toEqual([{ kind: 'leaf-changed', stream, n }]);
    const chain = await problemsAfter(async (db) => {
      const row = await entryAt(db, n);
      await db.run(sql`update audit_log set chain = ${flipped(row.chain)} where stream = ${stream} and n = ${n}`);
    });
    expect(ofEntries(chain)).toEqual([{ kind: 'chain-changed', stream, n }]);
  });

  it('locates a flipped or missing node of the tree', async () => {
    const hashes = sql`select hash from audit_node where stream = ${stream} and level = 4 and index = 3`;
    const changed = await problemsAfter(async (db) => {
      const node = await db.first<{ hash: string }>(hashes);
      await db.run(sql`update audit_node set hash = ${flipped(node?.hash ?? '')}
        where stream = ${stream} and level = 4 and index = 3`);
    });
    expect(changed).toEqual([{ kind: 'node-changed', stream, n: 49, level: 4 }]);
    const missing = await problemsAfter(async (db) => {
      await db.run(sql`delete from audit_node where stream = ${stream} and level = 8 and index = 0`);
    });
    expect(missing).toEqual([{ kind: 'node-missing', stream, n: 1, level: 8 }]);
  });

  it('locates a dropped entry, with the gap left open and with the rest moved up', async () => {
    const open = await problemsAfter(async (db) => {
      await db.run(sql`delete from audit_log where stream = ${stream} and n = 50`);
    });
    expect(ofEntries(open)).toEqual([{ kind: 'dropped', stream, n: 50 }]);
    expect(open.filter((each) => each.act !== undefined).map((each) => each.kind)).toEqual(['act-missing']);
    const closed = await problemsAfter(async (db) => {
      await db.run(sql`delete from audit_log where stream = ${stream} and n = 50`);
      await db.run(sql`update audit_log set n = -n + 1 where stream = ${stream} and n > 50`);
      await db.run(sql`update audit_log set n = -n where stream = ${stream} and n < 0`);
    });
    expect(closed).toContainEqual({ kind: 'dropped', stream, n: 50 });
    expect(ofEntries(closed).map((each) => each.kind)).toEqual(['truncated', 'dropped']);
  });

  it('locates an entry that was put in between', async () => {
    const problems = await problemsAfter(async (db) => {
      const forged = (await entryAt(db, 60)).entry;
      const before = await entryAt(db, 59);
      await db.run(sql`update audit_log set n = -n - 1 where stream = ${stream} and n >= 60`);
      await db.run(sql`update audit_log set n = -n where stream = ${stream} and n < 0`);
      const text = forged.replace('note.add', 'case.open');
      const leaf = leafHash(text);
      await db.run(sql`insert into audit_log (stream, n, entry, leaf, chain)
        values (${stream}, 60, ${text}, ${leaf}, ${nextChain(before.chain, leaf)})`);
    });
    const size = await sizeNow();
    expect(ofEntries(problems)).toEqual([
      { kind: 'inserted', stream, n: size + 1 },
      { kind: 'inserted', stream, n: 60 },
    ]);
  });

  it('locates two entries that were swapped, whole or their texts only', async () => {
    const whole = await problemsAfter(async (db) => {
      await db.run(
        sql`update audit_log set n = case n when 30 then -31 else -30 end where stream = ${stream} and n in (30, 31)`,
      );
      await db.run(sql`update audit_log set n = -n where stream = ${stream} and n < 0`);
    });
    expect(ofEntries(whole)).toEqual([
      { kind: 'swapped', stream, n: 30, other: 31 },
      { kind: 'swapped', stream, n: 31, other: 30 },
    ]);
    const texts = await problemsAfter(async (db) => {
      const [one, two] = [await entryAt(db, 40), await entryAt(db, 90)];
      await db.run(sql`update audit_log set entry = ${two.entry} where stream = ${stream} and n = 40`);
      await db.run(sql`update audit_log set entry = ${one.entry} where stream = ${stream} and n = 90`);
    });
    expect(ofEntries(texts)).toEqual([
      { kind: 'swapped', stream, n: 40, other: 90 },
      { kind: 'swapped', stream, n: 90, other: 40 },
    ]);
  });

  it('locates an entry that was replaced with its leaf', async () => {
    const problems = await problemsAfter(async (db) => {
      const row = await entryAt(db, 77);
      const text = row.entry.replace('"outcome":"done"', '"outcome":"refused"');
      await db.run(
        sql`update audit_log set entry = ${text}, leaf = ${leafHash(text)} where stream = ${stream} and n = 77`,
      );
    });
    expect(ofEntries(problems)).toEqual([{ kind: 'entry-replaced', stream, n: 77 }]);
  });

  it('locates a tail that was cut off', async () => {
    const size = await sizeNow();
    const problems = await problemsAfter(async (db) => {
      await db.run(sql`delete from audit_log where stream = ${stream} and n > ${size - 10}`);
    });
    expect(ofEntries(problems)[0]).toEqual({ kind: 'truncated', stream, n: size - 9, through: size });
  });

  it('notices a database that is older than what a witness holds, which nothing within it shows', async () => {
    const now = await headsNow();
    const rollBack = async (db: WriteDb): Promise<void> => {
      const head = early.heads.find((each) => each.stream === stream);
      if (head === undefined) throw new Error('the stream has a head');
      const { size, root, at, epoch, sig } = head;
      await db.run(sql`delete from audit_log where stream = ${stream} and n > ${size}`);
      await db.run(
        sql`delete from audit_node where stream = ${stream} and (index + 1) * (1::bigint << level) > ${size}`,
      );
      await db.run(sql`delete from command_result where log_stream = ${stream} and log_n > ${size}`);
      const own = sql`from command_result where command_result.client_id = client.client_id order by n desc limit 1`;
      await db.run(sql`update client set last_n = coalesce((select n ${own}), 0),
        last_hash = coalesce((select hash ${own}), ${'0'.repeat(64)})`);
      await db.run(sql`update audit_head set n = ${size}, covered = ${size}, root = ${root}, signed_at = ${at}, epoch = ${epoch},
        sig = ${sig} where stream = ${stream}`);
    };
    expect(await problemsAfter(rollBack)).toEqual([]);
    expect(await problemsAfter(rollBack, [early])).toEqual([]);
    const size = early.heads.find((each) => each.stream === stream)?.size ?? 0;
    const through = now.heads.find((each) => each.stream === stream)?.size;
    expect(await problemsAfter(rollBack, [now])).toEqual([{ kind: 'rolled-back', stream, n: size + 1, through }]);
  });

  it('notices a head that is not signed, or of another key', async () => {
    const size = await sizeNow();
    const changed = await problemsAfter(async (db) => {
      await db.run(sql`update audit_head set signed_at = '2026-01-01T00:00:00.000Z' where stream = ${stream}`);
    });
    expect(changed).toEqual([{ kind: 'head-changed', stream, n: size }]);
    const now = await headsNow();
    const other = { ...now, log: { ...now.log, key: device.publicKey } };
    expect((await problemsAfter(async () => {}, [other])).map((each) => each.kind)).toContain('key-changed');
  });

  it('locates an act of a revoked device that was taken in all the same', async () => {
    const problems = await problemsAfter(async (db) => {
      const at = await db.first<{ received_at: string }>(
        sql`select received_at from command_result where client_id = ${device.clientId} and n = 200`,
      );
      await db.run(sql`update client set revoked_at = ${at?.received_at ?? ''} where client_id = ${device.clientId}`);
      await db.run(sql`update command_result set received_at = '2026-01-01T00:00:00.000Z'
        where client_id = ${device.clientId} and n <= 298`);
    });
    expect(problems[0]).toMatchObject({ kind: 'revoked-device', act: `${device.clientId}:299` });
  });

  it('locates an act whose content, signature, answer or place in its chain was changed', async () => {
    const act = (n: number): string => `${device.clientId}:${n}`;
    const change = (column: 'envelope' | 'result', from: string, to: string, n: number) =>
      problemsAfter(async (db) => {
        const target =
          column === 'envelope'
            ? sql`envelope = replace(envelope, ${from}, ${to})`
            : sql`result = replace(result, ${from}, ${to})`;
        await db.run(sql`update command_result set ${target} where client_id = ${device.clientId} and n = ${n}`);
      });
    const place = await database().read((db) =>
      db.first<{ n: number }>(
        sql`select log_n as n from command_result where client_id = ${device.clientId} and n = 33`,
      ),
    );
    const at = { stream, n: place?.n, act: act(33) };
    expect(await change('envelope', 'Called', 'Galled', 33)).toEqual([{ kind: 'signature-invalid', ...at }]);
    expect(await change('result', 'caseVersion":', 'caseVersion":1', 33)).toEqual([{ kind: 'result-changed', ...at }]);
    const gone = await problemsAfter(async (db) => {
      await db.run(sql`delete from command_result where client_id = ${device.clientId} and n = 33`);
    });
    expect(gone.map((each) => each.kind).sort()).toEqual(['act-gap', 'act-unknown']);
    expect(gone.find((each) => each.kind === 'act-unknown')).toMatchObject({ stream, n: place?.n });
  });

  it('takes in the entries of a database from before the tree, and their acts', async () => {
    const before = await headsNow();
    await database()
      .write(async (db) => {
        await db.script(`delete from audit_node; update audit_head set covered = 0, tree = '', root = '', sig = '', epoch = '';
          update command_result set log_stream = null, log_n = null`);
        const { bringLogUpToDate } = await import('#central/audit/audit-log.ts');
        await bringLogUpToDate((work) => work(db), test.central.sync.log, test.central.sync.clock.now());
        const after = await readHeads(db, [stream]);
        expect(after.map((head) => head.root)).toEqual([before.heads.find((each) => each.stream === stream)?.root]);
        const unplaced = await db.first<{ n: number }>(
          sql`select count(*)::int as n from command_result where log_n is null`,
        );
        expect(unplaced?.n).toBe(0);
        throw new Undone();
      })
      .catch((thrown: unknown) => {
        if (!(thrown instanceof Undone)) throw thrown;
      });
  });

  it('says at hello which log it is, and gives the same key each time', async () => {
    const hello = await device.hello();
    expect(hello.log).toEqual(test.central.sync.log.identity);
    expect(codeOf(await device.tryHello())).toBeUndefined();
  });
});
