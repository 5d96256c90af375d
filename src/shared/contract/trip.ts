import * as z from 'zod';
import { errorCodes } from '../errors/codes.ts';
import { bilingual } from '../model/bilingual.ts';
import { caseId, documentId, instant } from '../model/ids.ts';
import { method } from './define.ts';

/** Cases of one plan; more than anybody works through between two connections. */
export const mostTripCases = 500;

/** Which cases go along: some chosen ones, or the first so many of the own queue in its default order. */
export const tripChoice = z.discriminatedUnion('by', [
  z.object({ by: z.literal('next'), count: z.int().min(1).max(mostTripCases) }),
  z.object({ by: z.literal('cases'), cases: z.array(caseId).min(1).max(mostTripCases) }),
]);
export type TripChoice = z.infer<typeof tripChoice>;

export const tripGapCodes = [
  /** The case has left the device. */
  'case-gone',
  /** Only its summary is here: notes, evidence and decision are not. */
  'summary-only',
  /** Not, or not wholly, on this device yet. */
  'document-missing',
  /** Central has been asked and does not have it, or does not give it. */
  'document-unavailable',
  /** Its bytes on this device are not what they should be; it is fetched again. */
  'document-damaged',
  /** The file has another number of pages than its record says. */
  'pages-differ',
  /** Its first page cannot be drawn. */
  'page-undrawn',
  /** It came after the plan was checked. */
  'document-unchecked',
] as const;
export type TripGapCode = (typeof tripGapCodes)[number];

export const tripGap = z.object({
  code: z.enum(tripGapCodes),
  /** Null where the case as a whole is meant. */
  document: z.object({ id: documentId, title: bilingual }).nullable(),
});
export type TripGap = z.infer<typeof tripGap>;

/** One case of a plan. Contents that several cases name count with the first of them. */
export const tripCase = z.object({
  caseId,
  /** Empty where the case is not on the device. */
  number: z.string(),
  name: z.string(),
  documents: z.int(),
  documentsToFetch: z.int(),
  /** As far as the records know them. */
  pages: z.int(),
  bytes: z.int(),
  bytesToFetch: z.int(),
  gaps: z.array(tripGap),
});
export type TripCase = z.infer<typeof tripCase>;

/** How fast documents come here: over transfers since the start, or by a short probe. */
export const tripSpeed = z.object({
  bytesPerSecond: z.number().positive(),
  /** What each document takes besides its bytes: round trip, check, writing. */
  msPerDocument: z.number().nonnegative(),
  from: z.enum(['transfers', 'probe']),
});
export type TripSpeed = z.infer<typeof tripSpeed>;

export const tripEstimate = z.object({
  cases: z.array(tripCase),
  /** Sums over the cases, each content once. */
  documents: z.int(),
  documentsToFetch: z.int(),
  pages: z.int(),
  bytes: z.int(),
  bytesToFetch: z.int(),
  speed: tripSpeed.nullable(),
  /** Milliseconds that fetching takes at that speed; null while none is known and there is something to fetch. */
  fetchMs: z.number().nullable(),
});
export type TripEstimate = z.infer<typeof tripEstimate>;

/** What the device itself brings along. */
export const tripDevice = z.object({
  /** This device's clock when it was asked. */
  at: instant,
  /** What opens the store without central. `fails`: the keychain was asked and does not open it any more. */
  key: z.enum(['keychain', 'passphrase', 'fails']),
  /** Until when central takes what is sent without a new sign-in. Work goes on after it. */
  tokenExpiresAt: instant,
  clockSkewSeconds: z.number().nullable(),
  /** Room for documents that are still to be fetched. */
  freeBytes: z.int(),
  /** Room set for documents; a plan's are fetched and kept beyond it. Null: as much as the disk has. */
  budgetBytes: z.int().nullable(),
  /** The store was last brought in step with central then. */
  lastConfirmedAt: instant.nullable(),
  /** Acts that central has not got yet. */
  waiting: z.int(),
});
export type TripDevice = z.infer<typeof tripDevice>;

export const tripStates = [
  /** Documents are being fetched, or will be once there is a connection. */
  'fetching',
  'paused',
  /** With the network off: every case is opened, every document read. */
  'checking',
  'ready',
  'with-gaps',
  /** It was ready, and something has changed since. */
  'changed',
] as const;

/** The plan that stands. */
export const tripPlan = z.object({
  planId: z.uuid(),
  choice: tripChoice,
  madeAt: instant,
  state: z.enum(tripStates),
  cases: z.array(tripCase),
  /** Bytes and documents of the plan that are here, of all. */
  progress: z.object({
    bytes: z.int(),
    ofBytes: z.int(),
    documents: z.int(),
    ofDocuments: z.int(),
    /** Milliseconds still to go at the present speed; null where that is not known. */
    leftMs: z.number().nullable(),
  }),
  /** Cases gone through by the check that runs. */
  checking: z.object({ done: z.int(), of: z.int() }).nullable(),
  /** What was said when it was made, and what fetching took so far: bytes over the network and time spent on them. */
  estimated: z.object({ bytes: z.int(), ms: z.number().nullable() }),
  taken: z.object({ bytes: z.int(), ms: z.number() }),
  /** When every case was last gone through with the network off. */
  checkedAt: instant.nullable(),
  /** Why the last check could not be made or kept; it is made again when the person asks. */
  problem: z.enum(errorCodes).nullable(),
});
export type TripPlan = z.infer<typeof tripPlan>;

export const tripContract = {
  /** What a choice would come to. Writes nothing. */
  'trip.estimate': method({
    args: z.object({ choice: tripChoice }),
    value: z.object({ estimate: tripEstimate, device: tripDevice }),
    repeatable: true,
  }),
  /**
   * Measures the speed with a part of a document that the choice still wants; nothing of it is kept. Null where nothing
   * is wanted. Errors: `offline`, those of the network.
   */
  'trip.probe': method({
    args: z.object({ choice: tripChoice }),
    value: tripSpeed.nullable(),
    repeatable: true,
    timeoutMs: 30_000,
  }),
  /** The person's plan; null where none stands. */
  'trip.plan': method({ args: z.object({}), value: tripPlan.nullable(), repeatable: true }),
  /** Makes the plan in place of the one that stood, fetches what is missing, then checks. */
  'trip.start': method({ args: z.object({ planId: z.uuid(), choice: tripChoice }), value: tripPlan, repeatable: true }),
  /** All documents wait, up and down, as by "cases only". Errors: `bad-request` where no plan stands. */
  'trip.pause': method({ args: z.object({ paused: z.boolean() }), value: tripPlan, repeatable: true }),
  /** Goes through every case again with the network off. Answers when it has been started. Errors: as `trip.pause`. */
  'trip.check': method({ args: z.object({}), value: tripPlan, repeatable: true }),
  /** The plan is given up: its documents stay as long as there is room. */
  'trip.cancel': method({ args: z.object({}), value: z.object({}), repeatable: true }),
};
