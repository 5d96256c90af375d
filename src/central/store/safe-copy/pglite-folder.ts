import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../../files/durable-file.ts';
import { copyFolder, syncWholeFolder } from './folder-copy.ts';
import { presentBoot, type RunMark, readRunMark, writeRunMark } from './run-mark.ts';
import { type CopyMade, type CopyPoint, type CopyPorts, SafeCopies, type Stillness } from './safe-copies.ts';

/** What was found at the start that could not be trusted, and what was done. */
export interface PutBack {
  /** `copy`: it took the folder's place. `none`: there is no copy, so the folder itself goes on. */
  readonly from: 'copy' | 'none';
  /** When the copy was made. */
  readonly at: string | null;
  /** Where the folder was put that was not trusted. */
  readonly setAside: string | null;
}

/** The machine, for tests that stand in for it. */
export interface FolderPorts extends CopyPorts {
  readonly boot?: string | null;
}

/** The run before has not ended in order, and the machine was started anew since: what it wrote may not have reached the medium. */
function isTrusted(mark: RunMark | null, boot: string | null): boolean {
  return mark === null || mark.state === 'ended' || (mark.boot !== null && mark.boot === boot);
}

/**
 * The folder of PGlite's database, its copies, and the mark that says how the last run ended. PGlite never syncs a file,
 * so after a power cut only a copy is to be believed (docs/adr/0204, 0212).
 */
export class PgliteFolder {
  readonly path: string;
  readonly putBack: PutBack | null;
  readonly #dataDir: string;
  readonly #copies: SafeCopies;
  readonly #boot: string | null;
  #point: CopyPoint | null;
  #epochDue: boolean;
  /** Changes since the newest copy, as a count that only grows. */
  #changes = 0;
  #copied = 0;

  private constructor(dataDir: string, boot: string | null, found: FolderFound) {
    this.#dataDir = dataDir;
    this.#boot = boot;
    this.path = found.path;
    this.putBack = found.putBack;
    this.#copies = found.copies;
    this.#point = found.point;
    this.#epochDue = found.epochDue;
    if (!found.isCopied) this.#changes = 1;
  }

  /** Decides whether the folder is to be believed, and puts the newest copy in its place where it is not. */
  static async open(dataDir: string, { boot = presentBoot(), ...ports }: FolderPorts = {}): Promise<PgliteFolder> {
    const path = join(dataDir, 'pglite');
    const copies = new SafeCopies(dataDir, path, ports);
    const mark = readRunMark(dataDir);
    const newest = await copies.newest();
    const isSound = isTrusted(mark, boot) && (newest === null || existsSync(path));
    const putBack = isSound ? null : await putBackFrom(newest, dataDir, path);
    const epochDue = putBack !== null || mark?.epochDue === true;
    const isCopied = putBack === null && mark?.state === 'ended' && mark.copied && newest !== null;
    await mkdir(path, { recursive: true, mode: 0o700 });
    // Before the database writes anything: from here on it is not to be believed after a power cut.
    await writeRunMark(dataDir, { state: 'running', boot, epochDue, copied: false });
    return new PgliteFolder(dataDir, boot, { path, copies, putBack, epochDue, isCopied, point: newest?.point ?? null });
  }

  /** What the newest copy stands for. */
  get point(): CopyPoint | null {
    return this.#point;
  }

  /** The database was put back, and devices have not been told by a new epoch yet. */
  get epochDue(): boolean {
    return this.#epochDue;
  }

  get hasChanges(): boolean {
    return this.#changes > this.#copied;
  }

  noteChange(): void {
    this.#changes += 1;
  }

  async epochBegun(): Promise<void> {
    if (!this.#epochDue) return;
    this.#epochDue = false;
    await this.#mark('running');
  }

  /** @throws AppError `disk-full` */
  async copy(still: Stillness): Promise<CopyMade> {
    let changes = this.#changes;
    const made = await this.#copies.make((work) =>
      still((moment, wanted) => {
        changes = this.#changes;
        return work(moment, wanted);
      }),
    );
    this.#copied = changes;
    this.#point = made.point;
    return made;
  }

  /** The database is another one now than the copies were made of. */
  async dropCopies(): Promise<void> {
    await this.#copies.clear();
    this.#point = null;
    this.noteChange();
  }

  /** The database is closed: all of it goes to the medium, and the next start may believe it. */
  async end(): Promise<void> {
    await syncWholeFolder(this.path);
    await this.#mark('ended');
  }

  #mark(state: RunMark['state']): Promise<void> {
    const copied = state === 'ended' && !this.hasChanges && this.#point !== null;
    return writeRunMark(this.#dataDir, { state, boot: this.#boot, epochDue: this.#epochDue, copied });
  }
}

interface FolderFound {
  readonly path: string;
  readonly copies: SafeCopies;
  readonly putBack: PutBack | null;
  readonly point: CopyPoint | null;
  readonly epochDue: boolean;
  readonly isCopied: boolean;
}

/** May be cut off anywhere and done again: the copy is only read. */
async function putBackFrom(
  newest: Awaited<ReturnType<SafeCopies['newest']>>,
  dataDir: string,
  path: string,
): Promise<PutBack> {
  if (newest === null) return { from: 'none', at: null, setAside: null };
  let setAside: string | null = null;
  if (existsSync(path)) {
    setAside = await freeName(join(dataDir, 'pglite-set-aside'));
    await rename(path, setAside);
  }
  const unfinished = `${path}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await copyFolder(newest.folder, unfinished);
  await rename(unfinished, path);
  await syncFolder(dataDir);
  return { from: 'copy', at: newest.point.at, setAside };
}

/** Nothing that was set aside is ever written over. */
async function freeName(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (let number = 1; ; number += 1) {
    const path = join(folder, String(number));
    if (!existsSync(path)) return path;
  }
}
