import type { Readable } from 'node:stream';
import type { Entry, ZipFile } from 'yauzl';
import { getFileNameLowLevel, openPromise } from 'yauzl';
import { isPackPath } from './case-pack.ts';
import type { PackProblem } from './pack-problem.ts';
import { PackUnreadable } from './pack-problem.ts';
import type { PackEntry, PackSource } from './pack-source.ts';
import { boundsProblems, isLitter, packLimits } from './pack-source.ts';

const linkMode = 0o120000;
const fileTypeMask = 0o170000;

function unreadable(where: string, what: string): PackUnreadable {
  return new PackUnreadable({ code: 'unreadable', where, what });
}

/** Why an entry may not be read; null for an ordinary file. */
function problemOf(path: string, entry: Entry): PackProblem | null {
  const mode = entry.externalFileAttributes >>> 16;
  if (!isPackPath(path)) return { code: 'unsafe-path', where: path, what: 'the path leads out of the pack' };
  if ((mode & fileTypeMask) === linkMode) return { code: 'unsafe-entry', where: path, what: 'a link' };
  if (entry.isEncrypted()) return { code: 'unsafe-entry', where: path, what: 'encrypted' };
  if (!entry.canDecodeFileData()) return { code: 'unsafe-entry', where: path, what: 'compressed in an unknown way' };
  const { compressedSize, uncompressedSize } = entry;
  if (uncompressedSize > packLimits.ratioFromBytes && uncompressedSize > compressedSize * packLimits.ratio) {
    return {
      code: 'compressed-too-far',
      where: path,
      what: `${compressedSize} bytes would become ${uncompressedSize}`,
    };
  }
  return null;
}

interface Listed {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly problems: PackProblem[];
}

async function listEntries(zip: ZipFile): Promise<Listed> {
  const entries = new Map<string, Entry>();
  const problems: PackProblem[] = [];
  for await (const entry of zip.eachEntry()) {
    const path = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
    if (path.endsWith('/') && isPackPath(path.slice(0, -1))) continue;
    if (isLitter(path)) continue;
    const problem = problemOf(path, entry);
    if (problem !== null) problems.push(problem);
    else if (entries.has(path)) problems.push({ code: 'unsafe-entry', where: path, what: 'twice in the zip' });
    else entries.set(path, entry);
    if (entries.size + problems.length > packLimits.files * 2) break;
  }
  return { entries, problems };
}

/** A zip of a folder has the folder's name before every path. */
function commonFolder(paths: readonly string[]): string {
  if (paths.includes('case.json')) return '';
  const folders = new Set(paths.map((path) => path.slice(0, path.indexOf('/') + 1)));
  const [only = ''] = folders;
  return folders.size === 1 && paths.includes(`${only}case.json`) ? only : '';
}

async function readAll(stream: Readable, sizeBytes: number, path: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      length += chunk.byteLength;
      if (length > sizeBytes) throw unreadable(path, 'larger than the zip says');
      chunks.push(chunk);
    }
  } catch (thrown) {
    if (thrown instanceof PackUnreadable) throw thrown;
    throw unreadable(path, 'the zip is damaged here');
  }
  if (length !== sizeBytes) throw unreadable(path, 'shorter than the zip says');
  return Buffer.concat(chunks);
}

/**
 * A pack in a zip. Sizes are those of the zip's list and are held to while reading, so that no file grows beyond what was
 * checked.
 *
 * @throws PackUnreadable where it is no zip
 */
export async function openZipSource(path: string): Promise<PackSource> {
  const damaged = (): never => {
    throw unreadable('', 'not a zip, or a damaged one');
  };
  // Names are checked here one by one, so that all that are wrong can be told.
  const zip = await openPromise(path, { decodeStrings: false, autoClose: false }).catch(damaged);
  const listed = await listEntries(zip).catch(() => {
    zip.close();
    return damaged();
  });
  const prefix = commonFolder([...listed.entries.keys()]);
  const byPath = new Map([...listed.entries].map(([name, entry]) => [name.slice(prefix.length), entry]));
  const entries: PackEntry[] = [...byPath].map(([name, entry]) => ({ path: name, sizeBytes: entry.uncompressedSize }));
  return {
    entries,
    problems: [...listed.problems, ...boundsProblems(entries)],
    read: async (name) => {
      const entry = byPath.get(name);
      if (entry === undefined) throw unreadable(name, 'not in the zip');
      const stream = await zip.openReadStreamPromise(entry).catch(() => {
        throw unreadable(name, 'the zip is damaged here');
      });
      return readAll(stream, entry.uncompressedSize, name);
    },
    close: () => zip.close(),
  };
}
