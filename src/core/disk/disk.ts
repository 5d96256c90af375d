/**
 * The files of vault, journal and keys, behind one small interface, so that tests can make any write
 * fail and can replay what would have survived a power cut. Failures: `disk-full`, `disk-failed`.
 */
export interface Disk {
  /** `write` makes the file where there is none. */
  open(path: string, mode: 'read' | 'write'): DiskFile;
  /** Null where there is no such file. */
  size(path: string): number | null;
  /** Null where there is no such file. */
  read(path: string): Uint8Array | null;
  /** Replaces an existing file; durable when it returns. */
  rename(from: string, to: string): void;
  remove(path: string): void;
  /** With the folders on the way to it; durable when it returns. */
  makeFolder(path: string): void;
  /** Names in a folder; empty where there is none. */
  list(path: string): string[];
}

export interface DiskFile {
  size(): number;
  /** Fewer bytes than asked for only at the end of the file. */
  readAt(position: number, length: number): Uint8Array;
  writeAt(position: number, bytes: Uint8Array): void;
  truncate(size: number): void;
  /** What was written survives a power cut when this returns. */
  sync(): void;
  /** As `sync`, in another thread, without holding up the process. The file stays open until it has ended. */
  syncLater(): Promise<void>;
  close(): void;
}
