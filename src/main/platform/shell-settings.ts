import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppearanceChoice, LanguageChoice, ThemeChoice } from '#shared/contract/shell-bridge.ts';

export interface WindowBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

/** What the shell itself remembers between starts; nothing of a person or a case. */
export interface ShellSettings {
  readonly appearance: AppearanceChoice;
  readonly bounds: Readonly<Record<string, WindowBounds>>;
}

const themes: readonly ThemeChoice[] = ['system', 'light', 'dark', 'contrast'];
const languages: readonly LanguageChoice[] = ['en', 'fr'];

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** Null where it is not a choice of ours: it comes from a window, or from a file that anyone may edit. */
export function readAppearance(value: unknown): AppearanceChoice | null {
  const theme = themes.find((each) => each === field(value, 'theme'));
  const language = languages.find((each) => each === field(value, 'language'));
  return theme !== undefined && language !== undefined ? { theme, language } : null;
}

function readBounds(value: unknown): WindowBounds | null {
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => field(value, name));
  const whole = [x, y, width, height].every((each) => Number.isSafeInteger(each));
  if (!whole) return null;
  return {
    x: x as number,
    y: y as number,
    width: width as number,
    height: height as number,
    maximized: field(value, 'maximized') === true,
  };
}

function readAllBounds(value: unknown): Record<string, WindowBounds> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.flatMap(([name, each]) => {
      const bounds = readBounds(each);
      return bounds === null ? [] : [[name, bounds]];
    }),
  );
}

function readStored(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // The first start, or a file cut short by a crash: start from the defaults.
    return null;
  }
}

/** Settings in one small file, replaced as a whole. */
export class ShellSettingsFile {
  readonly #file: string;
  #settings: ShellSettings;

  constructor(folder: string, language: LanguageChoice) {
    this.#file = join(folder, 'shell.json');
    const stored = readStored(this.#file);
    this.#settings = {
      appearance: readAppearance(field(stored, 'appearance')) ?? { theme: 'system', language },
      bounds: readAllBounds(field(stored, 'bounds')),
    };
  }

  get current(): ShellSettings {
    return this.#settings;
  }

  /** Throws where the disk refuses; the caller says so in the log and goes on. */
  update(change: Partial<ShellSettings>): void {
    this.#settings = { ...this.#settings, ...change };
    const aside = `${this.#file}.new`;
    writeFileSync(aside, JSON.stringify(this.#settings));
    renameSync(aside, this.#file);
  }
}
