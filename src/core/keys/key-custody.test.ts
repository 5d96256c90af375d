import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FakeKeychain, noKeychain } from '#support/fake-keychain.ts';
import { testFolder } from '#support/test-database.ts';
import { nodeDisk } from '../disk/node-disk.ts';
import { guardAnew, guardRootKey, unlockByKeychain, unlockByPassphrase, unlockByRecoveryKey } from './key-custody.ts';
import { readKeyFile, writeKeyFile } from './key-file.ts';
import { makeRecoveryKey } from './recovery-key.ts';

const passphrase = 'sept corbeaux au quai';
const failure = (code: string, details: object = {}): unknown =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

describe('guarding the root key', () => {
  it('uses the keychain where there is one, and gives the same key back', async () => {
    const root = randomBytes(32);
    const keychain = new FakeKeychain();
    const { keys } = await guardRootKey(root, keychain, null, 'aegis');
    expect(keys.keychain?.backend).toBe('gnome_libsecret');
    expect(keys.passphrase).toBeNull();
    expect(await unlockByKeychain(keys, keychain)).toEqual(new Uint8Array(root));
  });

  it('wants a passphrase of 12 characters where there is no keychain', async () => {
    const root = randomBytes(32);
    await expect(guardRootKey(root, noKeychain(), null, 'aegis')).rejects.toEqual(failure('weak-passphrase'));
    await expect(guardRootKey(root, noKeychain(), 'short        ', 'aegis')).rejects.toEqual(
      failure('weak-passphrase'),
    );
    const { keys } = await guardRootKey(root, noKeychain(), passphrase, 'aegis');
    expect(keys.keychain).toBeNull();
    expect(keys.passphrase?.memoryKiB).toBeGreaterThanOrEqual(65_536);
    expect(new Uint8Array(await unlockByPassphrase(keys, passphrase))).toEqual(new Uint8Array(root));
  });

  it('tells a wrong passphrase', async () => {
    const { keys } = await guardRootKey(randomBytes(32), noKeychain(), passphrase, 'aegis');
    await expect(unlockByPassphrase(keys, 'six corbeaux au quai')).rejects.toEqual(failure('wrong-passphrase'));
  });

  it('opens by the recovery key as a person types it, and tells a typing mistake from a wrong key', async () => {
    const root = randomBytes(32);
    const { keys, recoveryKey } = await guardRootKey(root, new FakeKeychain(), null, 'aegis');
    expect(recoveryKey).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}$/);
    const typed = recoveryKey.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(new Uint8Array(unlockByRecoveryKey(keys, typed))).toEqual(new Uint8Array(root));
    const slip = recoveryKey.replace(/^./u, (first) => (first === 'A' ? 'B' : 'A'));
    expect(() => unlockByRecoveryKey(keys, slip)).toThrow(failure('wrong-recovery-key', { mistyped: true }));
    expect(() => unlockByRecoveryKey(keys, makeRecoveryKey())).toThrow(failure('wrong-recovery-key'));
  });
});

describe('a keychain that changed', () => {
  it('is told by its name and by its content, and nothing is overwritten', async () => {
    const keychain = new FakeKeychain();
    const { keys } = await guardRootKey(randomBytes(32), keychain, null, 'aegis');
    const before = structuredClone(keys);
    const other = new FakeKeychain('kwallet6');
    await expect(unlockByKeychain(keys, other)).rejects.toEqual(
      failure('keychain-changed', { recorded: 'gnome_libsecret', found: 'kwallet6' }),
    );
    keychain.reset();
    await expect(unlockByKeychain(keys, keychain)).rejects.toEqual(failure('keychain-changed'));
    expect(keys).toEqual(before);
  });

  it('is replaced after the recovery key was given, and the old one still opens the store when it comes back', async () => {
    const root = randomBytes(32);
    const old = new FakeKeychain();
    const fresh = new FakeKeychain('kwallet6');
    const { keys, recoveryKey } = await guardRootKey(root, old, null, 'aegis');
    const again = await guardAnew(keys, unlockByRecoveryKey(keys, recoveryKey), fresh, null);
    expect(await unlockByKeychain(again, fresh)).toEqual(new Uint8Array(root));
    expect(await unlockByKeychain(again, old)).toEqual(new Uint8Array(root));
  });
});

describe('keys.json', () => {
  it('is read from its copy when the first is damaged, and says store-corrupt when both are', async () => {
    const folder = testFolder();
    expect(readKeyFile(nodeDisk, folder)).toBeNull();
    const { keys } = await guardRootKey(randomBytes(32), new FakeKeychain(), null, 'sqlcipher');
    writeKeyFile(nodeDisk, folder, keys);
    writeFileSync(join(folder, 'keys.json'), '{"format":1,');
    expect(readKeyFile(nodeDisk, folder)).toEqual(keys);
    writeFileSync(join(folder, 'keys-copy.json'), '');
    expect(() => readKeyFile(nodeDisk, folder)).toThrow(failure('store-corrupt', { part: 'keys' }));
  });
});
