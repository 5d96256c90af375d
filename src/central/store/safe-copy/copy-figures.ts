import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { AppError } from '#shared/errors/app-error.ts';
import type { Clock } from '../../sync/ports.ts';
import type { CopyNote } from './copy-keeper.ts';
import type { PgliteFolder } from './pglite-folder.ts';

const seconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * Figures of the copies of PGlite's folder: what would be lost by a power cut now, and what copying costs.
 *
 * @returns takes what came of each copy
 */
export function openCopyFigures(registry: Registry, folder: PgliteFolder, clock: Clock): (note: CopyNote) => void {
  const registers = [registry];
  const startedAt = clock.now();
  const age: Gauge = new Gauge({
    name: 'dossier_copy_age_seconds',
    help: 'Since the moment that the newest copy of the database stands for; where there is none, since the start',
    registers,
    collect: () => {
      age.set(Math.max(0, (Date.parse(clock.now()) - Date.parse(folder.point?.at ?? startedAt)) / 1000));
    },
  });
  const behind: Gauge = new Gauge({
    name: 'dossier_copy_behind',
    help: '1 where something has changed that the newest copy does not have',
    registers,
    collect: () => {
      behind.set(folder.hasChanges ? 1 : 0);
    },
  });
  const sizeHelp = 'Of the database when it was last copied';
  const size = new Gauge({ name: 'dossier_copy_database_bytes', help: sizeHelp, registers });
  const writtenHelp = 'Bytes that copies did not share with the copy before';
  const written = new Counter({ name: 'dossier_copy_written_bytes_total', help: writtenHelp, registers });
  const durations = new Histogram({
    name: 'dossier_copy_seconds',
    help: 'How long a copy took; held: how long commands waited for it; whole: until it was on the medium',
    labelNames: ['part'],
    buckets: seconds,
    registers,
  });
  const failures = new Counter({
    name: 'dossier_copy_failures_total',
    help: 'Copies that could not be made, by code; the one before stays',
    labelNames: ['code'],
    registers,
  });
  return (note) => {
    if (note.kind === 'failed') {
      failures.inc({ code: note.thrown instanceof AppError ? note.thrown.code : 'internal' });
      return;
    }
    size.set(note.databaseBytes);
    written.inc(note.bytes);
    durations.observe({ part: 'held' }, note.heldMs / 1000);
    durations.observe({ part: 'whole' }, note.totalMs / 1000);
  };
}
