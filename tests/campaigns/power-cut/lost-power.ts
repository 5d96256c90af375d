import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { SeededRandom } from '../../simulation/seeded-random.ts';
import type { DiskEvent } from '../recorded-disk/disk-log.ts';

/** What a disk keeps in one piece; a longer write may be torn between any two of them. */
const sectorBytes = 512;

type Change =
  | { readonly kind: 'written'; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'cut'; readonly size: number };

/** A file's content as the disk is sure to have it, and what was done since its last sync. */
interface FileOnDisk {
  synced: Buffer;
  pending: Change[];
  /** How many changes are in `synced`. */
  syncedChanges: number;
}

/** Stands for every folder: it has a name that may be lost, and with it all that is in it. */
const aFolder: FileOnDisk = { synced: Buffer.alloc(0), pending: [], syncedChanges: 0 };

type NameChange =
  | { readonly kind: 'made'; readonly path: string; readonly file: FileOnDisk }
  | { readonly kind: 'renamed'; readonly from: string; readonly to: string }
  | { readonly kind: 'removed'; readonly path: string };

function applied(content: Buffer, change: Change): Buffer {
  if (change.kind === 'cut') {
    if (change.size <= content.length) return content.subarray(0, change.size);
    return Buffer.concat([content, Buffer.alloc(change.size - content.length)]);
  }
  const end = change.at + change.bytes.length;
  const next = Buffer.alloc(Math.max(end, content.length));
  content.copy(next);
  change.bytes.copy(next, change.at);
  return next;
}

/** Which parts of an unsynced write reach the disk: all, none, or some sectors of it. */
function torn(change: Change, random: SeededRandom): Change[] {
  const fate = random.next();
  if (fate < 0.35) return [];
  if (fate < 0.7 || change.kind === 'cut') return [change];
  const { at, bytes } = change;
  const isPrefix = random.chance(0.5);
  const keptSectors = random.int(Math.ceil(bytes.length / sectorBytes) + 1);
  const parts: Change[] = [];
  let start = 0;
  for (let index = 0; start < bytes.length; index += 1) {
    const end = Math.min(bytes.length, (Math.floor((at + start) / sectorBytes) + 1) * sectorBytes - at);
    if (isPrefix ? index < keptSectors : random.chance(0.5)) {
      parts.push({ kind: 'written', at: at + start, bytes: bytes.subarray(start, end) });
    }
    start = end;
  }
  return parts;
}

function applyName(names: Map<string, FileOnDisk>, change: NameChange): void {
  if (change.kind === 'made') return void names.set(change.path, change.file);
  if (change.kind === 'removed') return void names.delete(change.path);
  const { from, to } = change;
  for (const [path, file] of [...names]) {
    if (path !== from && !path.startsWith(`${from}/`)) continue;
    names.delete(path);
    names.set(`${to}${path.slice(from.length)}`, file);
  }
}

/**
 * A disk that loses power at any event of a recorded run. What was synced is there. Of what was written to a file since
 * its last sync any part may be there, in any combination, torn at sectors. Names (made, renamed, removed) are there up to
 * the last sync of their folder, and from there on up to some point, in order, as file systems with a journal keep them.
 */
export class LostPower {
  readonly #folder: string;
  /** Names as the process sees them, and as the disk is sure to have them. */
  readonly #live = new Map<string, FileOnDisk>();
  readonly #synced = new Map<string, FileOnDisk>();
  readonly #pendingNames = new Map<string, NameChange[]>();
  readonly #files = new Map<number, FileOnDisk>();
  readonly #folders = new Map<number, string>();
  /** How many changes of its file a sync that has begun will have on disk. */
  readonly #begun = new Map<number, { readonly file: FileOnDisk; readonly changes: number }>();
  /** Syncs of these files do nothing: the known bug. */
  readonly #ignoresSync: (path: string) => boolean;
  readonly #paths = new Map<FileOnDisk, string>();

  constructor(folder: string, ignoresSync: (path: string) => boolean) {
    this.#folder = folder;
    this.#ignoresSync = ignoresSync;
  }

  take(event: DiskEvent): void {
    switch (event.kind) {
      case 'opened':
        return this.#open(event);
      case 'folder-opened':
        return void this.#folders.set(event.file, event.path);
      case 'written':
      case 'cut':
        return void this.#files.get(event.file)?.pending.push(event);
      case 'sync-begun':
        return this.#beginSync(event);
      case 'synced':
        return this.#sync(event);
      case 'renamed':
        applyName(this.#live, event);
        return this.#name(dirname(event.to), event);
      case 'removed':
        applyName(this.#live, event);
        return this.#name(dirname(event.path), event);
      case 'folder-made':
        this.#live.set(event.path, aFolder);
        return this.#name(dirname(event.path), { kind: 'made', path: event.path, file: aFolder });
    }
  }

  /** One of the disks that may be found after power is lost now, written below `target`. */
  writeImage(target: string, random: SeededRandom): void {
    const names = new Map(this.#synced);
    for (const [, changes] of this.#pendingNames) {
      const reached = random.int(changes.length + 1);
      for (const change of changes.slice(0, reached)) applyName(names, change);
    }
    for (const [path, file] of names) {
      if (file === aFolder || !this.#isReachable(path, names)) continue;
      const changes = file.pending.flatMap((change) => torn(change, random));
      const content = changes.reduce(applied, file.synced);
      const place = join(target, relative(this.#folder, path));
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, content);
    }
  }

  #open({ file, path, emptied }: Extract<DiskEvent, { kind: 'opened' }>): void {
    this.#folders.delete(file);
    let known = this.#live.get(path);
    if (known === undefined) {
      known = { synced: Buffer.alloc(0), pending: [], syncedChanges: 0 };
      this.#live.set(path, known);
      this.#name(dirname(path), { kind: 'made', path, file: known });
    }
    if (emptied) known.pending.push({ kind: 'cut', size: 0 });
    this.#paths.set(known, path);
    this.#files.set(file, known);
  }

  #beginSync({ file: descriptor, sync }: Extract<DiskEvent, { kind: 'sync-begun' }>): void {
    const file = this.#files.get(descriptor);
    if (file !== undefined) this.#begun.set(sync, { file, changes: file.syncedChanges + file.pending.length });
  }

  #sync({ file, sync }: Extract<DiskEvent, { kind: 'synced' }>): void {
    const folder = this.#folders.get(file);
    if (folder !== undefined) {
      if (this.#ignoresSync(folder)) return;
      for (const change of this.#pendingNames.get(folder) ?? []) applyName(this.#synced, change);
      this.#pendingNames.delete(folder);
      return;
    }
    const begun = this.#begun.get(sync);
    this.#begun.delete(sync);
    if (begun === undefined || this.#ignoresSync(this.#paths.get(begun.file) ?? '')) return;
    const known = begun.file;
    const done = known.pending.splice(0, Math.max(0, begun.changes - known.syncedChanges));
    known.synced = done.reduce(applied, known.synced);
    known.syncedChanges += done.length;
  }

  /** A file is found only where the folders that the run made on the way to it are. */
  #isReachable(path: string, names: ReadonlyMap<string, FileOnDisk>): boolean {
    for (let folder = dirname(path); folder.length > this.#folder.length; folder = dirname(folder)) {
      if (names.get(folder) !== aFolder && this.#live.get(folder) === aFolder) return false;
    }
    return true;
  }

  #name(folder: string, change: NameChange): void {
    this.#pendingNames.set(folder, [...(this.#pendingNames.get(folder) ?? []), change]);
  }
}
