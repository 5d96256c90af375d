import type { Disk, DiskFile } from '#core/disk/disk.ts';
import { nodeDisk } from '#core/disk/node-disk.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * The real file system with a limit on what may still be written: like a disk that fills up, a write takes what
 * fits and then fails.
 */
export class TrialDisk implements Disk {
  roomBytes = Number.POSITIVE_INFINITY;
  writes = 0;
  /** Flushes in another thread end with an error of the disk. */
  flushesFail = false;

  open(path: string, mode: 'read' | 'write'): DiskFile {
    const file = nodeDisk.open(path, mode);
    return {
      size: () => file.size(),
      readAt: (position, length) => file.readAt(position, length),
      writeAt: (position, bytes) => {
        this.writes += 1;
        const fits = Math.min(bytes.length, this.roomBytes);
        this.roomBytes -= fits;
        if (fits > 0) file.writeAt(position, bytes.subarray(0, fits));
        if (fits < bytes.length) throw new AppError('disk-full', { system: 'ENOSPC' });
      },
      truncate: (size) => file.truncate(size),
      sync: () => file.sync(),
      syncLater: async () => {
        const fails = this.flushesFail;
        await file.syncLater();
        if (fails) throw new AppError('disk-failed', { system: 'EIO' });
      },
      close: () => file.close(),
    };
  }

  size(path: string): number | null {
    return nodeDisk.size(path);
  }

  read(path: string): Uint8Array | null {
    return nodeDisk.read(path);
  }

  rename(from: string, to: string): void {
    nodeDisk.rename(from, to);
  }

  remove(path: string): void {
    nodeDisk.remove(path);
  }

  makeFolder(path: string): void {
    nodeDisk.makeFolder(path);
  }

  list(path: string): string[] {
    return nodeDisk.list(path);
  }
}
