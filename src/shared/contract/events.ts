import * as z from 'zod';
import { caseId, sha256 } from '../model/ids.ts';
import { documentPresence } from './case-file.ts';
import { session, storeStatus } from './session.ts';
import { settings } from './settings.ts';
import { syncStatus } from './sync.ts';

/** What the core tells its windows. An event says what has become stale or new, coalesced; it is never a reply. */
export const coreEvents = {
  'store.changed': storeStatus,
  'session.changed': z.object({ session: session.nullable() }),
  'settings.changed': settings,
  'sync.changed': syncStatus,
  /** `cases` null: too many to name, everything may have changed. */
  'cases.changed': z.object({ cases: z.array(caseId).nullable() }),
  'outbox.changed': z.object({ waiting: z.int(), refused: z.int() }),
  'document.changed': z.object({ sha256, presence: documentPresence, bytesHere: z.int() }),
  /** The plan of a trip, or how far it is, is another one. */
  'trip.changed': z.object({}),
};
export type CoreEventName = keyof typeof coreEvents;
export type CoreEventPayload<Name extends CoreEventName> = z.infer<(typeof coreEvents)[Name]>;
