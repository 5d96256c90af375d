import { createSecretKey, hash, type KeyObject, randomBytes } from 'node:crypto';
import type { DiskFile } from '../disk/disk.ts';
import { deriveKey, seal, unseal } from '../keys/seal.ts';

/**
 * The journal's form on disk: `DJNL0001 | id (16)`, then per record `length (u32 LE) | sealed`. Sealed with a
 * key of this one file; the record's number is authenticated. Inside stands the hash of the record before, so that
 * a missing or swapped record shows, while those behind a damaged one stay readable.
 */
const magic = Buffer.from('DJNL0001', 'latin1');
const idBytes = 16;
const headerBytes = magic.length + idBytes;
const hashBytes = 32;
const largestRecord = 16 * 1024 * 1024;
/** What a disk keeps in one piece. */
const sectorBytes = 512;

export interface JournalKey {
  readonly header: Buffer;
  readonly key: KeyObject;
}

function keyOfFile(journalKey: Uint8Array, header: Buffer): KeyObject {
  return createSecretKey(deriveKey(journalKey, header, 'journal file'));
}

export function newJournalKey(journalKey: Uint8Array): JournalKey {
  const header = Buffer.concat([magic, randomBytes(idBytes)]);
  return { header, key: keyOfFile(journalKey, header) };
}

const about = (index: number): Buffer => Buffer.from(`dossier journal record ${index}`);
const hashOf = (sealed: Uint8Array): Buffer => hash('sha256', sealed, 'buffer');
const noHash = Buffer.alloc(hashBytes);

/** Where the next record goes. */
export interface JournalEnd {
  readonly position: number;
  readonly index: number;
  readonly hash: Buffer;
}

export const emptyEnd: JournalEnd = { position: headerBytes, index: 0, hash: noHash };

/** A record's bytes on disk, and the end behind them. */
export function encodeRecord({ key }: JournalKey, end: JournalEnd, text: string): { bytes: Buffer; end: JournalEnd } {
  const sealed = seal(key, Buffer.concat([end.hash, Buffer.from(text, 'utf8')]), about(end.index));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(sealed.length);
  const bytes = Buffer.concat([length, sealed]);
  return { bytes, end: { position: end.position + bytes.length, index: end.index + 1, hash: hashOf(sealed) } };
}

export interface JournalContent {
  readonly key: JournalKey;
  readonly texts: readonly string[];
  /** Records that could not be opened, or that stand on another one than they were written behind. */
  readonly damaged: number;
  /** Behind the last record that is whole; what follows is a torn write. */
  readonly end: JournalEnd;
}

/**
 * Whether a sector between the two never reached the disk: sealed bytes are never all nothing, so it is a write that
 * was cut off and not one that was damaged later.
 */
function isTorn(file: DiskFile, from: number, to: number): boolean {
  for (let at = from; at < to; ) {
    const sectorEnd = Math.min(to, (Math.floor(at / sectorBytes) + 1) * sectorBytes);
    if (file.readAt(at, sectorEnd - at).every((byte) => byte === 0)) return true;
    at = sectorEnd;
  }
  return false;
}

/** Null where the header is not a journal's: nothing of it can be read. */
export function readJournal(file: DiskFile, journalKey: Uint8Array): JournalContent | null {
  const size = file.size();
  const header = Buffer.from(file.readAt(0, headerBytes));
  if (header.length < headerBytes || !header.subarray(0, magic.length).equals(magic)) return null;
  const key: JournalKey = { header, key: keyOfFile(journalKey, header) };
  const texts: string[] = [];
  let damaged = 0;
  let end = emptyEnd;
  /** Behind the last record that could be opened. */
  let readable = emptyEnd;
  let unreadable = 0;
  while (end.position + 4 <= size) {
    const length = Buffer.from(file.readAt(end.position, 4)).readUInt32LE(0);
    const next = end.position + 4 + length;
    if (length === 0 || length > largestRecord || next > size) break;
    const sealed = file.readAt(end.position + 4, length);
    const plain = unseal(key.key, sealed, about(end.index));
    if (plain !== null) texts.push(plain.subarray(hashBytes).toString('utf8'));
    if (plain === null || !plain.subarray(0, hashBytes).equals(end.hash)) damaged += 1;
    end = { position: next, index: end.index + 1, hash: hashOf(sealed) };
    if (plain !== null) readable = end;
    unreadable = plain === null ? unreadable + 1 : 0;
  }
  if (unreadable > 0 && isTorn(file, readable.position, size))
    return { key, texts, damaged: damaged - unreadable, end: readable };
  return { key, texts, damaged, end };
}
