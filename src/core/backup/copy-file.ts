import type { Disk } from '../disk/disk.ts';

const pieceBytes = 1024 * 1024;

/** Copies a file piece by piece; not yet durable. Errors: `disk-full`, `disk-failed`. */
export function copyFile(disk: Disk, from: string, to: string): void {
  const source = disk.open(from, 'read');
  try {
    const target = disk.open(to, 'write');
    try {
      target.truncate(0);
      const size = source.size();
      for (let at = 0; at < size; at += pieceBytes)
        target.writeAt(at, source.readAt(at, Math.min(pieceBytes, size - at)));
    } finally {
      target.close();
    }
  } finally {
    source.close();
  }
}
