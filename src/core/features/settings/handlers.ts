import { statSync } from 'node:fs';
import { bindHandlers, type DispatchTable } from '#shared/contract/frame-dispatcher.ts';
import { type Settings, settingsContract } from '#shared/contract/settings.ts';
import { sql } from '../../db/sql.ts';
import { freeBytes } from '../../disk/free-bytes.ts';
import type { ClientContext } from '../../ports/client-lane.ts';
import type { Desk } from '../desk.ts';
import type { SettingsFile } from './store.ts';

export interface SettingsParts {
  readonly desk: Desk;
  readonly file: SettingsFile;
  readonly dataDir: string;
  /** Files of the database: itself, its write-ahead log. */
  readonly databaseFiles: readonly string[];
  readonly cipher: () => string;
}

const synchronousNames = ['off', 'normal', 'full', 'extra'];

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function storage({ desk, dataDir, databaseFiles, cipher }: SettingsParts) {
  const { workspace, vault } = desk.open;
  const { db } = workspace;
  const count = (query: Parameters<typeof db.value>[0]): number => db.value<number>(query) ?? 0;
  return {
    dataDir,
    databaseBytes: databaseFiles.reduce((sum, path) => sum + sizeOf(path), 0),
    vaultBytes: vault.bytesUsed(),
    freeBytes: freeBytes(dataDir),
    cases: count(sql`select count(*) from case_here`),
    documents: count(sql`select count(*) from document where presence = 'present'`),
    cipher: cipher(),
    sqliteVersion: db.value<string>(sql`select sqlite_version()`) ?? '',
    synchronous: synchronousNames[count(sql`pragma synchronous`)] ?? 'unknown',
  };
}

export function settingsHandlers(parts: SettingsParts): DispatchTable<ClientContext> {
  const { desk, file } = parts;
  return bindHandlers(settingsContract, {
    'settings.get': () => file.settings,
    'settings.set': (part) => {
      const next = file.change(part as Partial<Settings>);
      desk.notices.tell('settings.changed', () => next);
      return next;
    },
    'settings.storage': () => storage(parts),
  });
}
