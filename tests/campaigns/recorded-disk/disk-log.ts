import { readFileSync } from 'node:fs';

/** What a process did to its disk, one by one, in the order in which the system calls returned. */
export type DiskEvent =
  | { readonly kind: 'opened'; readonly file: number; readonly path: string; readonly emptied: boolean }
  | { readonly kind: 'folder-opened'; readonly file: number; readonly path: string }
  | { readonly kind: 'written'; readonly file: number; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'cut'; readonly file: number; readonly size: number }
  | { readonly kind: 'sync-begun'; readonly file: number; readonly sync: number }
  | { readonly kind: 'synced'; readonly file: number; readonly sync: number }
  | { readonly kind: 'renamed'; readonly from: string; readonly to: string }
  | { readonly kind: 'removed'; readonly path: string }
  | { readonly kind: 'folder-made'; readonly path: string };

function eventOf(kind: number, file: number, number: number, a: Buffer, b: Buffer): DiskEvent {
  const path = a.toString('utf8');
  switch (kind) {
    case 1:
      return { kind: 'opened', file, path, emptied: number === 1 };
    case 2:
      return { kind: 'written', file, at: number, bytes: a };
    case 3:
      return { kind: 'cut', file, size: number };
    case 4:
      return { kind: 'synced', file, sync: number };
    case 5:
      return { kind: 'renamed', from: path, to: b.toString('utf8') };
    case 6:
      return { kind: 'removed', path };
    case 7:
      return { kind: 'folder-made', path };
    case 8:
      return { kind: 'folder-opened', file, path };
    case 9:
      return { kind: 'sync-begun', file, sync: number };
    default:
      throw new Error(`the recorder writes no kind ${kind}`);
  }
}

const headBytes = 24;

/** Reads what recorder.c wrote. */
export function readDiskLog(path: string): DiskEvent[] {
  const log = readFileSync(path);
  const events: DiskEvent[] = [];
  for (let at = 0; at < log.length; ) {
    const [kind, file] = [log.readUInt32LE(at), log.readInt32LE(at + 4)];
    const number = Number(log.readBigInt64LE(at + 8));
    const [a, b] = [log.readUInt32LE(at + 16), log.readUInt32LE(at + 20)];
    const body = at + headBytes;
    events.push(eventOf(kind, file, number, log.subarray(body, body + a), log.subarray(body + a, body + a + b)));
    at = body + a + b;
  }
  return events;
}
