import * as fs from 'node:fs';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { isMissingFile } from '#shared/errors/system-failure.ts';
import type { Disk, DiskFile } from './disk.ts';
import { asDiskFailure } from './disk-failure.ts';

const syncLater = promisify(fs.fdatasync);

function guarded<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (thrown) {
    throw asDiskFailure(thrown);
  }
}

function orNull<Value>(work: () => Value): Value | null {
  try {
    return work();
  } catch (thrown) {
    if (isMissingFile(thrown)) return null;
    throw asDiskFailure(thrown);
  }
}

/** A new name is durable only when its folder is; Windows does that by itself and refuses to open folders. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = fs.openSync(path, 'r');
  try {
    fs.fsyncSync(folder);
  } finally {
    fs.closeSync(folder);
  }
}

/** A folder that is made here is durable when this returns, and with it the way to what will be put into it. */
function makeDurableFolder(path: string): void {
  const first = fs.mkdirSync(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let folder = resolve(path); folder.length >= resolve(first).length; folder = dirname(folder)) {
    syncFolder(dirname(folder));
  }
}

class NodeFile implements DiskFile {
  readonly #fd: number;

  constructor(path: string, mode: 'read' | 'write') {
    const { O_RDONLY, O_RDWR, O_CREAT } = fs.constants;
    this.#fd = guarded(() => fs.openSync(path, mode === 'read' ? O_RDONLY : O_RDWR | O_CREAT, 0o600));
  }

  size(): number {
    return guarded(() => fs.fstatSync(this.#fd).size);
  }

  readAt(position: number, length: number): Uint8Array {
    const bytes = Buffer.allocUnsafe(length);
    return guarded(() => {
      let done = 0;
      while (done < length) {
        const got = fs.readSync(this.#fd, bytes, done, length - done, position + done);
        if (got === 0) break;
        done += got;
      }
      return bytes.subarray(0, done);
    });
  }

  writeAt(position: number, bytes: Uint8Array): void {
    guarded(() => {
      let done = 0;
      // A disk that fills up takes a part first and fails at the rest.
      while (done < bytes.length) done += fs.writeSync(this.#fd, bytes, done, bytes.length - done, position + done);
    });
  }

  truncate(size: number): void {
    guarded(() => fs.ftruncateSync(this.#fd, size));
  }

  sync(): void {
    guarded(() => fs.fdatasyncSync(this.#fd));
  }

  async syncLater(): Promise<void> {
    try {
      await syncLater(this.#fd);
    } catch (thrown) {
      throw asDiskFailure(thrown);
    }
  }

  close(): void {
    guarded(() => fs.closeSync(this.#fd));
  }
}

/** The real file system. Files and folders are readable by their owner alone. */
export const nodeDisk: Disk = {
  open: (path, mode) => new NodeFile(path, mode),
  size: (path) => orNull(() => fs.statSync(path).size),
  read: (path) => orNull(() => fs.readFileSync(path)),
  rename: (from, to) =>
    guarded(() => {
      fs.renameSync(from, to);
      syncFolder(dirname(to));
    }),
  remove: (path) => guarded(() => fs.rmSync(path, { force: true })),
  makeFolder: (path) => guarded(() => makeDurableFolder(path)),
  list: (path) => orNull(() => fs.readdirSync(path)) ?? [],
};
