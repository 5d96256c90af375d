import * as z from 'zod';
import { documentId, evidenceId, instant, officerId } from './ids.ts';

/** A rectangle on a page in fractions of its width and height, in the page's own orientation before any turn by a reader, so that it holds at any resolution. */
export const pageRegion = z
  .object({
    x: z.number().min(0).max(1),
    y: z.number().min(0).max(1),
    width: z.number().positive().max(1),
    height: z.number().positive().max(1),
  })
  .refine((r) => r.x + r.width <= 1.0001 && r.y + r.height <= 1.0001);
export type PageRegion = z.infer<typeof pageRegion>;

export const groundId = z.string().min(1).max(80);

/** A place on a page that a ground rests on. Removing keeps the record, so that history and reasons never point at nothing. */
export const evidence = z.object({
  id: evidenceId,
  documentId,
  /** Counted from 0. */
  pageIndex: z.int().nonnegative(),
  region: pageRegion,
  groundId,
  remark: z.string().max(2000),
  by: officerId,
  at: instant,
  removed: z.object({ by: officerId, at: instant }).nullable(),
});
export type Evidence = z.infer<typeof evidence>;
