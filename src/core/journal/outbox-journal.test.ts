import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { testFolder } from '#support/test-database.ts';
import { TrialDisk } from '#support/trial-disk.ts';
import { nodeDisk } from '../disk/node-disk.ts';
import type { JournalRecord } from './journal-record.ts';
import { OutboxJournal, salvageJournal } from './outbox-journal.ts';

const key = randomBytes(32);
const clientId = randomUUID();

function identity(n: number): JournalRecord {
  return { kind: 'identity', clientId, deviceKey: 'ab'.repeat(32), n, prevHash: '0'.repeat(64) };
}

function place(): string {
  return join(testFolder(), 'outbox.journal');
}

function open(path: string, disk = new TrialDisk()): OutboxJournal {
  const journal = OutboxJournal.open(disk, path, key);
  onTestFinished(() => journal.close());
  return journal;
}

describe('the outbox journal', () => {
  it('gives back what was appended, after a reopening too', () => {
    const path = place();
    const journal = open(path);
    for (const n of [1, 2]) journal.append(identity(n));
    open(path).append(identity(3));
    expect(salvageJournal(nodeDisk, path, key)).toEqual({ records: [1, 2, 3].map(identity), damaged: 0 });
  });

  it('shows nothing of its content on disk and opens with no other key', () => {
    const path = place();
    open(path).append(identity(1));
    expect(readFileSync(path).includes(clientId)).toBe(false);
    expect(salvageJournal(nodeDisk, path, randomBytes(32)).records).toEqual([]);
  });

  it('is whole at every length a torn write can leave', () => {
    const path = place();
    const journal = open(path);
    journal.append(identity(1));
    const first = readFileSync(path).length;
    journal.append(identity(2));
    const all = readFileSync(path);
    for (let length = first; length < all.length; length += 1) {
      writeFileSync(path, all.subarray(0, length));
      expect(salvageJournal(nodeDisk, path, key)).toEqual({ records: [identity(1)], damaged: 0 });
    }
    truncateSync(path, first + 3);
    open(path).append(identity(3));
    expect(salvageJournal(nodeDisk, path, key).records).toEqual([identity(1), identity(3)]);
  });

  it('takes a last record of which any sectors are missing for one that was cut off, not for a damaged one', () => {
    const path = place();
    const journal = open(path);
    journal.append(identity(1));
    const first = readFileSync(path).length;
    for (let n = 2; n < 7; n += 1) journal.append({ ...identity(n), deviceKey: 'ab'.repeat(1500) } as JournalRecord);
    const all = readFileSync(path);
    const last = all.length - (all.length - first) / 5;
    for (let sector = Math.ceil(last / 512); (sector + 1) * 512 < all.length; sector += 1) {
      const torn = Buffer.from(all).fill(0, sector * 512, (sector + 1) * 512);
      writeFileSync(path, torn);
      const { records, damaged } = salvageJournal(nodeDisk, path, key);
      expect([records.length, damaged]).toEqual([5, 0]);
      const reopened = open(path);
      expect(reopened.behind).toBe(false);
      reopened.append(identity(9));
      expect(salvageJournal(nodeDisk, path, key).records.at(-1)).toEqual(identity(9));
    }
  });

  it('loses one record to a flipped bit, says so, and still gives those behind it', () => {
    const path = place();
    const journal = open(path);
    journal.append(identity(1));
    const first = readFileSync(path).length;
    for (const n of [2, 3]) journal.append(identity(n));
    const bytes = readFileSync(path);
    bytes.writeUInt8(bytes.readUInt8(first + 40) ^ 4, first + 40);
    writeFileSync(path, bytes);
    const { records, damaged } = salvageJournal(nodeDisk, path, key);
    expect(records).toEqual([identity(1), identity(3)]);
    expect(damaged).toBeGreaterThan(0);
    expect(open(path).behind).toBe(true);
  });

  it('notices a record that was taken out', () => {
    const path = place();
    const journal = open(path);
    journal.append(identity(1));
    const first = readFileSync(path).length;
    journal.append(identity(2));
    const second = readFileSync(path).length;
    journal.append(identity(3));
    const bytes = readFileSync(path);
    writeFileSync(path, Buffer.concat([bytes.subarray(0, first), bytes.subarray(second)]));
    expect(salvageJournal(nodeDisk, path, key).damaged).toBeGreaterThan(0);
  });

  it('is replaced in one step by a rewrite', () => {
    const path = place();
    const journal = open(path);
    for (const n of [1, 2, 3]) journal.append(identity(n));
    journal.rewrite([identity(9)]);
    journal.append(identity(10));
    expect(salvageJournal(nodeDisk, path, key).records).toEqual([identity(9), identity(10)]);
  });

  it('says disk-full at every point where the room can end, keeps what was there, and catches up by a rewrite', () => {
    const path = place();
    const disk = new TrialDisk();
    const journal = open(path, disk);
    journal.append(identity(1));
    for (let room = 0; room < 200; room += 7) {
      disk.roomBytes = room;
      expect(() => journal.append(identity(2))).toThrow(expect.objectContaining({ code: 'disk-full' }));
      expect(journal.behind).toBe(true);
      disk.roomBytes = room;
      expect(() => journal.rewrite([identity(1), identity(2)])).toThrow(expect.objectContaining({ code: 'disk-full' }));
      expect(salvageJournal(nodeDisk, path, key)).toEqual({ records: [identity(1)], damaged: 0 });
    }
    disk.roomBytes = Number.POSITIVE_INFINITY;
    journal.rewrite([identity(1), identity(2)]);
    expect(journal.behind).toBe(false);
    expect(salvageJournal(nodeDisk, path, key).records).toEqual([identity(1), identity(2)]);
  });

  it('takes back a record whose act was not done, on disk when it returns, and goes on behind the one before', () => {
    const path = place();
    const journal = open(path);
    for (const n of [1, 2]) journal.append(identity(n));
    journal.takeBack();
    // Once only: what stands before is not to be lost by a second word.
    journal.takeBack();
    expect(salvageJournal(nodeDisk, path, key)).toEqual({ records: [identity(1)], damaged: 0 });
    journal.append(identity(3));
    expect(salvageJournal(nodeDisk, path, key)).toEqual({ records: [identity(1), identity(3)], damaged: 0 });
  });

  it('is behind where a flush fails, cuts off what it cannot vouch for, and takes nothing from what came after', async () => {
    const path = place();
    const disk = new TrialDisk();
    const journal = open(path, disk);
    journal.append(identity(1));
    await journal.settled;
    disk.flushesFail = true;
    journal.append(identity(2));
    expect(journal.behind).toBe(false);
    await journal.settled;
    expect(journal.behind).toBe(true);
    expect(salvageJournal(nodeDisk, path, key)).toEqual({ records: [identity(1)], damaged: 0 });
    journal.append(identity(3));
    disk.flushesFail = false;
    journal.append(identity(4));
    await journal.settled;
    expect(salvageJournal(nodeDisk, path, key).records).toEqual([identity(1), identity(3), identity(4)]);
    expect(journal.behind).toBe(true);
    journal.rewrite([identity(5)]);
    expect(journal.behind).toBe(false);
  });

  it('is closed and written anew while a flush is under way, which then concerns the file of before only', async () => {
    const path = place();
    const disk = new TrialDisk();
    const journal = OutboxJournal.open(disk, path, key);
    disk.flushesFail = true;
    journal.append(identity(1));
    journal.rewrite([identity(1), identity(2)]);
    disk.flushesFail = false;
    journal.append(identity(3));
    journal.close();
    await journal.settled;
    expect(journal.behind).toBe(false);
    expect(salvageJournal(nodeDisk, path, key)).toEqual({ records: [1, 2, 3].map(identity), damaged: 0 });
  });

  it('puts an unreadable journal aside and never deletes it', () => {
    const path = place();
    writeFileSync(path, 'not a journal at all, but something was here');
    open(path).append(identity(1));
    expect(readFileSync(`${path}.damaged`, 'utf8')).toContain('something was here');
    expect(salvageJournal(nodeDisk, path, key).records).toEqual([identity(1)]);
  });
});
