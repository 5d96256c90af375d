import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFolder } from '#support/test-database.ts';
import { TrialDisk } from '#support/trial-disk.ts';
import { Vault } from './vault.ts';

const failure = (code: string): unknown => expect.objectContaining({ code });
const chunk = 64 * 1024;

function newVault() {
  const folder = testFolder();
  const key = randomBytes(32);
  const disk = new TrialDisk();
  const files = (): string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.includes('.'))
      .map((name) => join(folder, name));
  return { folder, key, disk, files, vault: new Vault(disk, folder, key), again: () => new Vault(disk, folder, key) };
}

function document(sizeBytes: number): { bytes: Buffer; sha256: string } {
  const bytes = randomBytes(sizeBytes);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function onlyFile(files: () => string[]): string {
  const [file] = files();
  if (file === undefined) throw new Error('the vault is empty');
  return file;
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(path, bytes);
}

describe('the vault', () => {
  it.each([0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk, 1_000_000])('keeps a document of %i bytes', async (size) => {
    const { vault, again } = newVault();
    const { bytes, sha256 } = document(size);
    expect(vault.state(sha256)).toEqual({ presence: 'missing', bytesHere: 0 });
    expect(await vault.put(bytes)).toBe(sha256);
    expect(again().state(sha256)).toEqual({ presence: 'present', bytesHere: size });
    expect(again().sizeOf(sha256)).toBe(size);
    expect(
      again()
        .read(sha256, 0, size + 10)
        .equals(bytes),
    ).toBe(true);
    expect(await again().verify(sha256)).toBe(true);
  });

  it('reads any range as the document has it', async () => {
    const { vault } = newVault();
    const { bytes, sha256 } = document(5 * chunk + 777);
    await vault.put(bytes);
    const position = fc.integer({ min: 0, max: bytes.length + 100 });
    fc.assert(
      fc.property(position, position, (start, end) =>
        vault.read(sha256, start, end).equals(bytes.subarray(start, end)),
      ),
      { numRuns: 300 },
    );
  });

  it('has neither content nor hash of a document on disk', async () => {
    const { vault, files } = newVault();
    const bytes = Buffer.from('IMM 5257 Featherstonehaugh '.repeat(8000));
    const sha256 = await vault.put(bytes);
    const file = onlyFile(files);
    const onDisk = readFileSync(file);
    expect(onDisk.includes('Featherstonehaugh')).toBe(false);
    expect(onDisk.includes(sha256) || onDisk.includes(Buffer.from(sha256, 'hex'))).toBe(false);
    expect(file).not.toContain(sha256.slice(0, 12));
  });

  it('never encrypts the same content to the same bytes', async () => {
    const { vault, files } = newVault();
    const { bytes, sha256 } = document(chunk);
    await vault.put(bytes);
    const first = readFileSync(onlyFile(files));
    vault.remove(sha256);
    await vault.put(bytes);
    expect(readFileSync(onlyFile(files)).subarray(64).equals(first.subarray(64))).toBe(false);
  });
});

describe('a document that comes in pieces', () => {
  it('goes on at a chunk border after a cut, and asks for nothing twice that was on disk', async () => {
    const { vault, again } = newVault();
    const { bytes, sha256 } = document(4 * chunk + 100);
    const first = await vault.receive(sha256, bytes.length);
    for (let at = 0; at < 2.5 * chunk; at += 10_000) first.take(bytes.subarray(at, at + 10_000));
    first.close();
    expect(again().state(sha256)).toEqual({ presence: 'partial', bytesHere: 2 * chunk });
    expect(() => again().read(sha256, 0, 10)).toThrow(failure('document-missing'));
    const second = await again().receive(sha256, bytes.length);
    expect(second.bytesHere).toBe(2 * chunk);
    second.take(bytes.subarray(second.bytesHere));
    await second.finish();
    expect(again().read(sha256, 0, bytes.length).equals(bytes)).toBe(true);
  });

  it('is cut back to the last whole chunk after a torn write', async () => {
    const { vault, again, files } = newVault();
    const { bytes, sha256 } = document(4 * chunk);
    const first = await vault.receive(sha256, bytes.length);
    first.take(bytes.subarray(0, 3 * chunk));
    first.close();
    const file = onlyFile(files);
    flip(file, readFileSync(file).length - 10);
    const second = await again().receive(sha256, bytes.length);
    expect(second.bytesHere).toBe(2 * chunk);
    second.take(bytes.subarray(second.bytesHere));
    await second.finish();
    expect(await again().verify(sha256)).toBe(true);
  });

  it('is refused when its bytes are not those of its hash, and nothing of it stays', async () => {
    const { vault, files } = newVault();
    const { bytes, sha256 } = document(2 * chunk);
    const receiver = await vault.receive(sha256, bytes.length);
    receiver.take(randomBytes(bytes.length));
    await expect(receiver.finish()).rejects.toEqual(failure('document-damaged'));
    expect(vault.state(sha256).presence).toBe('missing');
    expect(files()).toEqual([]);
    expect(() => receiver.take(bytes)).toThrow(failure('document-damaged'));
  });

  it('has one receiver at a time', async () => {
    const { vault } = newVault();
    const { bytes, sha256 } = document(chunk);
    const first = await vault.receive(sha256, bytes.length);
    await expect(vault.receive(sha256, bytes.length)).rejects.toEqual(failure('store-in-use'));
    first.close();
    (await vault.receive(sha256, bytes.length)).close();
  });

  it('says disk-full, keeps what was there, and goes on when there is room', async () => {
    const { vault, disk } = newVault();
    const { bytes, sha256 } = document(4 * chunk);
    disk.roomBytes = 64 + 2.3 * chunk;
    const receiver = await vault.receive(sha256, bytes.length);
    expect(() => receiver.take(bytes)).toThrow(failure('disk-full'));
    receiver.close();
    expect(vault.state(sha256)).toEqual({ presence: 'partial', bytesHere: 2 * chunk });
    disk.roomBytes = Number.POSITIVE_INFINITY;
    const again = await vault.receive(sha256, bytes.length);
    expect(again.bytesHere).toBe(2 * chunk);
    again.take(bytes.subarray(again.bytesHere));
    await again.finish();
    expect(await vault.verify(sha256)).toBe(true);
  });
});

describe('a damaged document', () => {
  it.each([
    ['in its header', 20],
    ['in its first chunk', 100],
    ['in the middle', 2 * chunk],
    ['in its last byte', -1],
  ])('is noticed %s, put aside, and received again behind the last good chunk', async (_where, at) => {
    const { vault, files, again } = newVault();
    const { bytes, sha256 } = document(4 * chunk + 9);
    await vault.put(bytes);
    const file = onlyFile(files);
    flip(file, at < 0 ? readFileSync(file).length + at : at);
    expect(() => again().read(sha256, 0, bytes.length)).toThrow(failure('document-damaged'));
    expect(again().state(sha256).presence).toBe('damaged');
    expect(() => again().read(sha256, 0, 10)).toThrow(failure('document-damaged'));
    const receiver = await again().receive(sha256, bytes.length);
    receiver.take(bytes.subarray(receiver.bytesHere));
    await receiver.finish();
    expect(again().read(sha256, 0, bytes.length).equals(bytes)).toBe(true);
  });

  it('is noticed when it was shortened by whole chunks', async () => {
    const { vault, files } = newVault();
    const { bytes, sha256 } = document(4 * chunk);
    await vault.put(bytes);
    truncateSync(onlyFile(files), 64 + 2 * (chunk + 28));
    expect(() => vault.read(sha256, 0, 10)).toThrow(failure('document-damaged'));
  });

  it('is noticed when two chunks changed places, or another document took its name', async () => {
    const { vault, files } = newVault();
    const { bytes, sha256 } = document(2 * chunk);
    await vault.put(bytes);
    const file = onlyFile(files);
    const whole = readFileSync(file);
    const sealed = chunk + 28;
    const swapped = [whole.subarray(0, 64), whole.subarray(64 + sealed), whole.subarray(64, 64 + sealed)];
    writeFileSync(file, Buffer.concat(swapped));
    expect(() => vault.read(sha256, 0, 10)).toThrow(failure('document-damaged'));

    const other = document(2 * chunk);
    const two = newVault();
    await two.vault.put(bytes);
    const mine = onlyFile(two.files);
    await two.vault.put(other.bytes);
    const theirs = two.files().find((path) => path !== mine) ?? '';
    writeFileSync(mine, readFileSync(theirs));
    expect(() => two.vault.read(sha256, 0, 10)).toThrow(failure('document-damaged'));
  });
});
