import * as z from 'zod';
import { caseFlags } from '../model/case-flags.ts';
import { programId } from '../model/case-state.ts';
import { caseId, day, instant, officerId } from '../model/ids.ts';
import { stages } from '../model/stage.ts';
import { method } from './define.ts';

export const localMarks = ['provisional', 'refused', 'handed-over', 'new', 'ready-offline', 'partly-offline'] as const;

/** One line of the queue. Dates are days; ages are computed from `clockStart` by the model's date rules. */
export const queueRow = z.object({
  caseId,
  number: z.string(),
  name: z.string(),
  program: programId,
  category: z.string(),
  stage: z.enum(stages),
  receivedOn: day,
  /** First day of the service standard's clock, null before the application is complete. */
  clockStart: day.nullable(),
  /** Last day within the standard, null where no standard runs. */
  standardDue: day.nullable(),
  nextDue: day.nullable(),
  bringForward: z.object({ date: day, code: z.string(), text: z.string() }).nullable(),
  officerId: officerId.nullable(),
  flags: z.array(z.enum(caseFlags)),
  marks: z.array(z.enum(localMarks)),
  documents: z.int(),
  unread: z.int(),
  /** What happened since this person last opened the case on this device: count of events by others. */
  news: z.int(),
});
export type QueueRow = z.infer<typeof queueRow>;

export const queueSorts = [
  'default',
  'number',
  'name',
  'program',
  'stage',
  'age',
  'due',
  'bring-forward',
  'officer',
] as const;

export const queueFilter = z.object({
  /** Words looked for in fields and notes; all must be found. */
  text: z.string().max(200).default(''),
  programs: z.array(programId).max(20).default([]),
  stages: z.array(z.enum(stages)).max(10).default([]),
  flags: z.array(z.enum(caseFlags)).max(10).default([]),
  marks: z.array(z.enum(localMarks)).max(10).default([]),
  /** Mine, the unassigned pool of the office, or everything on this device. */
  holder: z.enum(['mine', 'pool', 'all']).default('all'),
  officers: z.array(officerId).max(50).default([]),
  age: z.enum(['any', 'beyond', 'near', 'within']).default('any'),
  bringForward: z.enum(['any', 'today', 'overdue', 'set']).default('any'),
  closed: z.boolean().default(false),
});
export type QueueFilter = z.infer<typeof queueFilter>;

export const queueOrder = z.object({
  sort: z.enum(queueSorts).default('default'),
  descending: z.boolean().default(false),
  group: z.enum(['none', 'stage', 'program']).default('none'),
});
export type QueueOrder = z.infer<typeof queueOrder>;

export const savedView = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(60),
  filter: queueFilter,
  order: queueOrder,
});
export type SavedView = z.infer<typeof savedView>;

export const queueContract = {
  /** A window of the queue in its order, with the total and the groups. Fast at 100,000 rows; `today` is the core's day. */
  'queue.window': method({
    args: z.object({
      filter: queueFilter,
      order: queueOrder,
      offset: z.int().nonnegative(),
      limit: z.int().positive().max(500),
    }),
    value: z.object({
      total: z.int(),
      offset: z.int(),
      rows: z.array(queueRow),
      groups: z.array(z.object({ key: z.string(), count: z.int(), offset: z.int() })),
      today: day,
      /** When central last confirmed what is shown; null before the first sync. */
      asOf: instant.nullable(),
      /** Milliseconds spent in the core. */
      tookMs: z.number(),
    }),
    repeatable: true,
  }),
  /** Position of a case in an order, or null; for returning to where one was. */
  'queue.position': method({
    args: z.object({ filter: queueFilter, order: queueOrder, caseId }),
    value: z.int().nullable(),
    repeatable: true,
  }),
  /** The case after (1) or before (-1) in an order, for J and K inside a case and for preparing ahead. */
  'queue.neighbour': method({
    args: z.object({ filter: queueFilter, order: queueOrder, caseId, step: z.union([z.literal(1), z.literal(-1)]) }),
    value: queueRow.nullable(),
    repeatable: true,
  }),
  'queue.views': method({ args: z.object({}), value: z.array(savedView), repeatable: true }),
  'queue.save-view': method({ args: savedView, value: z.array(savedView), repeatable: true }),
  'queue.delete-view': method({ args: z.object({ id: z.uuid() }), value: z.array(savedView), repeatable: true }),
};
