import { constants } from 'node:fs';
import { copyFile, link, mkdir, readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder, syncPath } from '../../files/durable-file.ts';
import { folderClockMs } from '../../files/folder-clock.ts';

/** Files at once: the pool that Node does file work in has four threads. */
const abreast = 8;

async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const worker = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: abreast }, worker));
}

interface FolderContents {
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

/** Everything below a folder, by paths relative to it; a folder comes before what is in it. */
async function contentsOf(folder: string): Promise<FolderContents> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => ({ entry, path: join(entry.parentPath, entry.name).slice(folder.length + 1) }));
  return {
    folders: paths.filter(({ entry }) => entry.isDirectory()).map(({ path }) => path),
    files: paths.filter(({ entry }) => entry.isFile()).map(({ path }) => path),
  };
}

export type PathFilter = (path: string) => boolean;
const all: PathFilter = () => true;

/** Copies a folder that nobody writes to meanwhile; where the file system can, files share their blocks. Not yet on the medium. */
export async function copyFolder(from: string, to: string, wanted: PathFilter = all): Promise<void> {
  const { folders, files } = await contentsOf(from);
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const path of folders.toSorted()) await mkdir(join(to, path), { recursive: true, mode: 0o700 });
  await inParallel(files.filter(wanted), (path) =>
    copyFile(join(from, path), join(to, path), constants.COPYFILE_FICLONE),
  );
}

/** How each file looked when it was copied: what looks the same now has not been written to since. */
export type FileLooks = Readonly<Record<string, string>>;

/** A file written twice within this span may look the same after the second time; so it is not known by its looks. */
export const coarsestClockMs = 2000;

export interface CopyBefore {
  readonly folder: string;
  readonly looks: FileLooks;
}

export interface CopyOfChanges {
  readonly looks: FileLooks;
  /** Files that are new in this copy; the others are those of the copy before, under a second name. */
  readonly copied: readonly string[];
}

/**
 * Copies a folder that nobody writes to meanwhile. What has not changed since an earlier copy, which is never written to
 * either, is linked from there.
 */
export async function copyChanges(
  from: string,
  to: string,
  before: CopyBefore | null,
  { wanted, settleMs }: { readonly wanted: PathFilter; readonly settleMs: number },
): Promise<CopyOfChanges> {
  const { folders, files } = await contentsOf(from);
  // Fails where it is there already: to write over a linked file would be to write into the copy before.
  for (const path of ['', ...folders.toSorted()]) await mkdir(join(to, path), { mode: 0o700 });
  const nowMs = await folderClockMs(to);
  const looks: Record<string, string> = {};
  const copied: string[] = [];
  await inParallel(files.filter(wanted), async (path) => {
    const { ino, size, mtimeMs, ctimeMs } = await stat(join(from, path));
    const look = `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
    if (Math.max(mtimeMs, ctimeMs) < nowMs - settleMs) looks[path] = look;
    const isSame = before !== null && before.looks[path] === look;
    if (isSame && (await isLinked(join(before.folder, path), join(to, path)))) return;
    await copyFile(join(from, path), join(to, path), constants.COPYFILE_FICLONE);
    copied.push(path);
  });
  return { looks, copied };
}

/** Not every file system knows a second name for a file. */
async function isLinked(from: string, to: string): Promise<boolean> {
  return link(from, to).then(
    () => true,
    () => false,
  );
}

/** Brings files below a folder, all where none are named, and every name below it onto the medium. */
export async function syncWholeFolder(folder: string, only?: readonly string[]): Promise<void> {
  const { folders, files } = await contentsOf(folder);
  await inParallel(only ?? files, (path) => syncPath(join(folder, path), 'r+'));
  await inParallel(folders, (path) => syncFolder(join(folder, path)));
  await syncFolder(folder);
}

export async function bytesOf(folder: string, wanted: PathFilter = all): Promise<number> {
  const { files } = await contentsOf(folder);
  let bytes = 0;
  await inParallel(files.filter(wanted), async (path) => {
    // Counted before the copy, while work goes on: a file may go meanwhile.
    const found = await stat(join(folder, path)).catch(() => null);
    bytes += found?.size ?? 0;
  });
  return bytes;
}

/** What a file system still takes from this process. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
