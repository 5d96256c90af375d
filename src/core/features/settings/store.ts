import { type Settings, settings } from '#shared/contract/settings.ts';
import type { Disk } from '../../disk/disk.ts';
import { replaceFile } from '../../disk/replace-file.ts';

function defaults(language: Settings['language']): Settings {
  return {
    language,
    theme: 'system',
    density: 'compact',
    viewerSide: 'middle',
    paneWidths: { file: 0.2, desk: 0.28 },
    backupsKept: 3,
  };
}

/** Settings of the device, outside the store because the unlock screen needs them. Holds nothing personal. */
export class SettingsFile {
  readonly #disk: Disk;
  readonly #path: string;
  #settings: Settings;

  /** A file that is missing, or that cannot be read, gives the defaults: settings must never keep anyone out. */
  constructor(disk: Disk, path: string, language: Settings['language']) {
    this.#disk = disk;
    this.#path = path;
    this.#settings = readSettings(disk.read(path), defaults(language));
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Written whole and at once. Errors: `disk-full`, `disk-failed`. */
  change(part: Partial<Settings>): Settings {
    const next = { ...this.#settings, ...part };
    replaceFile(this.#disk, this.#path, `${JSON.stringify(next, null, 2)}\n`);
    this.#settings = next;
    return next;
  }
}

function readSettings(bytes: Uint8Array | null, otherwise: Settings): Settings {
  if (bytes === null) return otherwise;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return otherwise;
    throw thrown;
  }
  const part = settings.partial().safeParse(value);
  return part.success ? { ...otherwise, ...(part.data as Partial<Settings>) } : otherwise;
}
