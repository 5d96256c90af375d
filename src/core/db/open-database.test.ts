import { randomBytes } from 'node:crypto';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTestDatabase, testFolder } from '#support/test-database.ts';
import { ciphers } from './cipher.ts';
import { changeCipher, openDatabase } from './open-database.ts';
import { sql } from './sql.ts';

const oneTable = [
  { version: 10, up: (db: { script: (text: string) => void }) => db.script('create table t(a text) strict') },
];
const failure = (code: string): unknown => expect.objectContaining({ code });

describe.each(ciphers)('a database encrypted with %s', (cipher) => {
  it('has synchronous=FULL at the first open and at the second', () => {
    const { db, reopen } = openTestDatabase({ cipher, migrations: oneTable });
    expect(db.value(sql`pragma synchronous`)).toBe(2);
    const again = reopen();
    expect(again.value(sql`pragma synchronous`)).toBe(2);
    expect(again.value(sql`pragma journal_mode`)).toBe('wal');
    expect(again.value(sql`pragma temp_store`)).toBe(2);
    expect(again.value(sql`pragma foreign_keys`)).toBe(1);
  });

  it('holds no plain text on disk, in the write-ahead log neither', () => {
    const { db, file } = openTestDatabase({ cipher, migrations: oneTable });
    for (let index = 0; index < 200; index += 1) db.run(sql`insert into t(a) values (${'Featherstonehaugh'})`);
    const bytes = Buffer.concat([readFileSync(file), readFileSync(`${file}-wal`)]);
    expect(bytes.includes('Featherstonehaugh')).toBe(false);
    expect(bytes.includes('SQLite format 3')).toBe(false);
  });

  it('does not open with another key', () => {
    const { db, file } = openTestDatabase({ cipher, migrations: oneTable });
    db.close();
    expect(() => openDatabase({ file, cipher, key: randomBytes(32) })).toThrow(failure('store-corrupt'));
  });

  it('notices a flipped bit and a missing half', () => {
    const { db, file, key } = openTestDatabase({ cipher, migrations: oneTable });
    for (let index = 0; index < 2000; index += 1) db.run(sql`insert into t(a) values (${`row ${index}`})`);
    db.close();
    const whole = readFileSync(file);
    const flipped = Buffer.from(whole);
    flipped.writeUInt8(flipped.readUInt8(whole.length - 3000) ^ 1, whole.length - 3000);
    writeFileSync(file, flipped);
    const damaged = openDatabase({ file, key, cipher });
    expect(() => damaged.all(sql`select a from t`)).toThrow(failure('store-corrupt'));
    damaged.close();
    writeFileSync(file, whole);
    truncateSync(file, whole.length >> 1);
    expect(() => {
      const half = openDatabase({ file, key, cipher });
      try {
        half.all(sql`select a from t`);
      } finally {
        half.close();
      }
    }).toThrow(failure('store-corrupt'));
  });

  it('can be given the other cipher with nothing lost', () => {
    const { db, file, key } = openTestDatabase({ cipher, migrations: oneTable });
    db.run(sql`insert into t(a) values (${'kept'})`);
    db.close();
    const other = cipher === 'aegis' ? 'sqlcipher' : 'aegis';
    changeCipher({ file, key, cipher }, other);
    const changed = openDatabase({ file, key, cipher: other });
    expect(changed.column(sql`select a from t`)).toEqual(['kept']);
    expect(changed.value(sql`pragma journal_mode`)).toBe('wal');
    changed.close();
  });
});

describe('opening a database', () => {
  it('does not make one unless asked', () => {
    const file = join(testFolder(), 'none.db');
    expect(() => openDatabase({ file, cipher: 'aegis', key: randomBytes(32) })).toThrow(failure('disk-failed'));
  });

  it('fails with store-locked when used after closing', () => {
    const { db } = openTestDatabase({ migrations: oneTable });
    db.close();
    expect(() => db.all(sql`select a from t`)).toThrow(failure('store-locked'));
  });

  it('says disk-full when there is no room, and keeps what was there', () => {
    const { db, reopen } = openTestDatabase({ migrations: oneTable });
    db.run(sql`insert into t(a) values ('before')`);
    const pages = db.value<number>(sql`pragma page_count`) ?? 0;
    db.all(sql`pragma max_page_count = 4`);
    expect(pages).toBeLessThan(5);
    expect(() => db.run(sql`insert into t(a) values (${'x'.repeat(100_000)})`)).toThrow(failure('disk-full'));
    expect(reopen().column(sql`select a from t`)).toEqual(['before']);
  });
});
