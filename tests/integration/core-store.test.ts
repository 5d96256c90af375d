import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migrations } from '#core/db/migrations/all.ts';
import { sql } from '#core/db/sql.ts';
import { nodeDisk } from '#core/disk/node-disk.ts';
import { FakeKeychain, noKeychain } from '#support/fake-keychain.ts';
import { newSession } from '#support/store-session.ts';
import { testFolder } from '#support/test-database.ts';
import { TrialDisk } from '#support/trial-disk.ts';

const passphrase = 'sept corbeaux au quai';
const failure = (code: string, details: object = {}): unknown =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });
const identity = {
  kind: 'identity',
  clientId: '6f1e2a54-6f4e-4f0a-9d0f-0d3c1f3b8a11',
  deviceKey: 'ab',
  n: 7,
  prevHash: '0'.repeat(64),
} as const;

/** A store that was made, given one row, and closed. */
async function madeStore(keychain = new FakeKeychain(), withPassphrase: string | null = null) {
  const dataDir = testFolder();
  const { session } = newSession({ dataDir, keychain });
  await session.start();
  const { recoveryKey } = await session.create(withPassphrase);
  const { db, journal, vault } = session.requireOpen();
  db.run(sql`insert into device_fact (name, value) values ('kept', 'yes')`);
  journal.append(identity);
  const sha256 = await vault.put(Buffer.from('a page of the file'));
  await session.close();
  return { dataDir, keychain, recoveryKey, sha256, database: join(dataDir, 'store.db') };
}

const kept = sql`select value from device_fact where name = 'kept'`;

describe('a store on a machine with a keychain', () => {
  it('is absent, then made without a passphrase, then opened at the next start without asking', async () => {
    const dataDir = testFolder();
    const keychain = new FakeKeychain();
    const first = newSession({ dataDir, keychain });
    expect(await first.session.start()).toMatchObject({
      state: 'absent',
      guard: 'keychain',
      backend: 'gnome_libsecret',
    });
    expect(() => first.session.requireOpen()).toThrow(failure('store-locked'));
    expect((await first.session.create(null)).recoveryKey).toHaveLength(35);
    expect(first.session.status()).toMatchObject({ state: 'open', schemaVersion: migrations.at(-1)?.version });
    await first.session.close();
    const second = newSession({ dataDir, keychain });
    expect(await second.session.start()).toMatchObject({ state: 'open', guard: 'keychain' });
    expect(second.opened).toHaveLength(1);
  });

  it('is locked and unlocked, and those who work with it are told before it closes', async () => {
    const { session, opened, closed } = newSession();
    await session.start();
    await session.create(null);
    const { db } = session.requireOpen();
    expect((await session.lock()).state).toBe('locked');
    expect(closed.count).toBe(1);
    expect(() => db.column(kept)).toThrow(failure('store-locked'));
    expect((await session.unlock({ with: 'keychain' })).state).toBe('open');
    expect((await session.unlock({ with: 'keychain' })).state).toBe('open');
    expect(opened).toHaveLength(2);
  });

  it('says keychain-changed, overwrites nothing, and opens by the recovery key; then by the new keychain', async () => {
    const made = await madeStore();
    const keysBefore = readFileSync(join(made.dataDir, 'keys.json'), 'utf8');
    const other = new FakeKeychain('kwallet6');
    const { session } = newSession({ dataDir: made.dataDir, keychain: other });
    expect(await session.start()).toMatchObject({ state: 'keychain-changed', backend: 'kwallet6' });
    await expect(session.create(null)).rejects.toEqual(failure('bad-request'));
    await expect(session.unlock({ with: 'keychain' })).rejects.toEqual(failure('keychain-changed'));
    expect(readFileSync(join(made.dataDir, 'keys.json'), 'utf8')).toBe(keysBefore);
    const { recoveryKey } = made;
    await session.unlock({ with: 'recovery-key', recoveryKey, newPassphrase: null });
    expect(session.requireOpen().db.column(kept)).toEqual(['yes']);
    await session.close();
    const again = newSession({ dataDir: made.dataDir, keychain: other });
    expect(await again.session.start()).toMatchObject({ state: 'open' });
    await again.session.close();
    const back = newSession({ dataDir: made.dataDir, keychain: made.keychain });
    expect(await back.session.start()).toMatchObject({ state: 'open' });
  });
});

describe('a store on a machine without a keychain', () => {
  it('wants a passphrase, tells a wrong one, and opens with the right one', async () => {
    const dataDir = testFolder();
    const first = newSession({ dataDir, keychain: noKeychain() });
    expect(await first.session.start()).toMatchObject({ state: 'absent', guard: 'passphrase', backend: 'basic_text' });
    await expect(first.session.create(null)).rejects.toEqual(failure('weak-passphrase'));
    await expect(first.session.create('too short')).rejects.toEqual(failure('weak-passphrase'));
    await first.session.create(passphrase);
    await first.session.close();
    const { session } = newSession({ dataDir, keychain: noKeychain() });
    expect(await session.start()).toMatchObject({ state: 'locked', guard: 'passphrase' });
    await expect(session.unlock({ with: 'passphrase', passphrase: 'six corbeaux au quai' })).rejects.toEqual(
      failure('wrong-passphrase'),
    );
    expect(session.status().state).toBe('locked');
    expect((await session.unlock({ with: 'passphrase', passphrase })).state).toBe('open');
  });

  it('opens by the recovery key and takes a new passphrase', async () => {
    const made = await madeStore(noKeychain(), passphrase);
    const { session } = newSession({ dataDir: made.dataDir, keychain: noKeychain() });
    await session.start();
    const { recoveryKey } = made;
    await expect(
      session.unlock({ with: 'recovery-key', recoveryKey: 'nonsense', newPassphrase: null }),
    ).rejects.toEqual(failure('wrong-recovery-key', { mistyped: true }));
    await expect(session.unlock({ with: 'recovery-key', recoveryKey, newPassphrase: 'short' })).rejects.toEqual(
      failure('weak-passphrase'),
    );
    await session.unlock({ with: 'recovery-key', recoveryKey, newPassphrase: 'une autre phrase longue' });
    await session.lock();
    await expect(session.unlock({ with: 'passphrase', passphrase })).rejects.toEqual(failure('wrong-passphrase'));
    await session.unlock({ with: 'passphrase', passphrase: 'une autre phrase longue' });
    expect(session.requireOpen().db.column(kept)).toEqual(['yes']);
  });
});

describe('a store that cannot be used as it is', () => {
  it('is refused when a newer version made it, and the file is not touched', async () => {
    const made = await madeStore();
    const newer = [...migrations, { version: 9990, up: () => undefined }];
    const ahead = newSession({ dataDir: made.dataDir, keychain: made.keychain, migrations: newer });
    await ahead.session.start();
    await ahead.session.close();
    const before = readFileSync(made.database);
    const { session } = newSession({ dataDir: made.dataDir, keychain: made.keychain });
    expect(await session.start()).toMatchObject({ state: 'too-new', foundVersion: 9990 });
    await expect(session.unlock({ with: 'keychain' })).rejects.toEqual(failure('store-too-new', { found: 9990 }));
    await session.close();
    expect(readFileSync(made.database).equals(before)).toBe(true);
  });

  it.each([
    ['cut in half', (file: string) => truncateSync(file, Math.floor(readFileSync(file).length / 2))],
    ['emptied', (file: string) => truncateSync(file, 0)],
    ['overwritten', (file: string) => writeFileSync(file, Buffer.alloc(40_000, 7))],
    ['deleted', (file: string) => rmSync(file)],
  ])('is set aside when it was %s, and made anew with the outbox and the documents kept', async (how, harm) => {
    const made = await madeStore();
    harm(made.database);
    const { session } = newSession({ dataDir: made.dataDir, keychain: made.keychain });
    expect(await session.start()).toMatchObject({ state: 'corrupt' });
    await expect(session.unlock({ with: 'keychain' })).rejects.toEqual(failure('store-corrupt'));
    const aside = readdirSync(made.dataDir, { recursive: true, encoding: 'utf8' });
    if (how !== 'deleted') expect(aside.some((name) => /set-aside.*store\.db$/u.test(name))).toBe(true);
    const { recoveryKey } = await session.create(null);
    const { db, salvage, vault } = session.requireOpen();
    expect(db.column(kept)).toEqual([]);
    expect(salvage).toEqual({ identity, acts: [], damaged: 0 });
    expect(vault.read(made.sha256, 0, 100).toString()).toBe('a page of the file');
    await session.lock();
    await expect(
      session.unlock({ with: 'recovery-key', recoveryKey: made.recoveryKey, newPassphrase: null }),
    ).rejects.toEqual(failure('wrong-recovery-key'));
    expect((await session.unlock({ with: 'recovery-key', recoveryKey, newPassphrase: null })).state).toBe('open');
  });

  it('is set aside when a damage shows only while working', async () => {
    const made = await madeStore();
    const { session, closed } = newSession({ dataDir: made.dataDir, keychain: made.keychain });
    await session.start();
    const { db } = session.requireOpen();
    const statuses: string[] = [];
    session.onChange(({ state }) => statuses.push(state));
    await session.reportDamage();
    expect(closed.count).toBe(1);
    expect(() => db.column(kept)).toThrow(failure('store-locked'));
    await session.create(null);
    expect(session.requireOpen().salvage.identity).toEqual(identity);
    // The last one brings what happened to the store, for the person to read.
    expect(statuses).toEqual(['corrupt', 'open', 'open']);
  });

  it('starts over when both copies of the keys are lost, and keeps everything that was there', async () => {
    const made = await madeStore();
    for (const name of ['keys.json', 'keys-copy.json']) writeFileSync(join(made.dataDir, name), 'garbage');
    const { session } = newSession({ dataDir: made.dataDir, keychain: made.keychain });
    expect(await session.start()).toMatchObject({ state: 'corrupt' });
    await session.create(null);
    const files = readdirSync(join(made.dataDir, 'set-aside'), { recursive: true, encoding: 'utf8' });
    for (const name of ['store.db', 'outbox.journal', 'keys.json']) {
      expect(files.some((file) => file.endsWith(name))).toBe(true);
    }
  });

  it('says so when the disk is full while it is being made, and can be made afterwards', async () => {
    const disk = new TrialDisk();
    const { session } = newSession({ disk });
    await session.start();
    disk.roomBytes = 100;
    await expect(session.create(null)).rejects.toEqual(failure('disk-full'));
    disk.roomBytes = Number.POSITIVE_INFINITY;
    await session.create(null);
    expect(session.status().state).toBe('open');
  });
});

describe('one folder, two processes', () => {
  it('gives the second one store-in-use, and lets it in when the first is killed', async () => {
    const made = await madeStore();
    const source = `
      const { acquireStoreLock } = await import(${JSON.stringify(new URL('../../src/core/boot/store-lock.ts', import.meta.url).href)});
      acquireStoreLock(${JSON.stringify(join(made.dataDir, 'store.lock'))});
      process.send('held');
      setInterval(() => undefined, 1000);`;
    const script = join(testFolder(), 'holder.mjs');
    writeFileSync(script, source);
    const holder = fork(script);
    onTestFinished(() => void holder.kill('SIGKILL'));
    await once(holder, 'message');
    const { session } = newSession({ dataDir: made.dataDir, keychain: made.keychain });
    expect(await session.start()).toMatchObject({ state: 'in-use' });
    await expect(session.unlock({ with: 'keychain' })).rejects.toEqual(failure('store-in-use'));
    await expect(session.create(null)).rejects.toEqual(failure('store-in-use'));
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect((await session.unlock({ with: 'keychain' })).state).toBe('open');
  });
});

describe('the cipher', () => {
  it('is changed at the next start when the deployment wants the other one, with nothing lost', async () => {
    const made = await madeStore();
    const fips = newSession({ dataDir: made.dataDir, keychain: made.keychain, cipher: 'sqlcipher' });
    expect(await fips.session.start()).toMatchObject({ state: 'open', cipher: 'sqlcipher' });
    expect(fips.session.requireOpen().db.column(kept)).toEqual(['yes']);
    await fips.session.close();
    // As after a crash between the change and the note of it.
    const keysFile = join(made.dataDir, 'keys.json');
    writeFileSync(keysFile, readFileSync(keysFile, 'utf8').replace('"sqlcipher"', '"aegis"'));
    const back = newSession({ dataDir: made.dataDir, keychain: made.keychain });
    expect(await back.session.start()).toMatchObject({ state: 'open', cipher: 'aegis' });
    expect(back.session.requireOpen().db.column(kept)).toEqual(['yes']);
    expect(nodeDisk.size(made.database)).toBeGreaterThan(0);
  });
});
