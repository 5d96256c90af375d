import type { Disk, DiskFile } from '#core/disk/disk.ts';
import { AppError } from '#shared/errors/app-error.ts';

function written(into: Buffer, position: number, bytes: Uint8Array): Buffer {
  const grown = Buffer.alloc(Math.max(into.length, position + bytes.length));
  into.copy(grown);
  grown.set(bytes, position);
  return grown;
}

/** Files in memory, with a say before each write and each flush in another thread; a write that is not let through leaves the half of itself behind. */
export class MemoryDisk implements Disk {
  readonly #files = new Map<string, { bytes: Buffer }>();
  beforeWrite: () => void = () => undefined;
  beforeFlush: () => void = () => undefined;

  open(path: string, mode: 'read' | 'write'): DiskFile {
    let file = this.#files.get(path);
    if (file === undefined) {
      if (mode === 'read') throw new AppError('disk-failed');
      file = { bytes: Buffer.alloc(0) };
      this.#files.set(path, file);
    }
    const held = file;
    return {
      size: () => held.bytes.length,
      readAt: (position, length) => held.bytes.subarray(position, position + length),
      writeAt: (position, bytes) => {
        try {
          this.beforeWrite();
        } catch (thrown) {
          held.bytes = written(held.bytes, position, bytes.subarray(0, bytes.length >> 1));
          throw thrown;
        }
        held.bytes = written(held.bytes, position, bytes);
      },
      truncate: (size) => {
        this.beforeWrite();
        held.bytes = Buffer.from(held.bytes.subarray(0, size));
      },
      sync: () => undefined,
      syncLater: async () => this.beforeFlush(),
      close: () => undefined,
    };
  }

  size(path: string): number | null {
    return this.#files.get(path)?.bytes.length ?? null;
  }

  read(path: string): Uint8Array | null {
    return this.#files.get(path)?.bytes ?? null;
  }

  /** As found on a disk that somebody has copied; null: no such file. */
  put(path: string, bytes: Uint8Array | null): void {
    if (bytes === null) this.#files.delete(path);
    else this.#files.set(path, { bytes: Buffer.from(bytes) });
  }

  rename(from: string, to: string): void {
    this.beforeWrite();
    const file = this.#files.get(from);
    if (file === undefined) throw new AppError('disk-failed');
    this.#files.set(to, file);
    this.#files.delete(from);
  }

  remove(path: string): void {
    this.#files.delete(path);
  }

  makeFolder(): void {
    // Paths are keys only.
  }

  list(): string[] {
    return [...this.#files.keys()];
  }
}
