import type { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { Instant, Sha256 } from '#shared/model/ids.ts';
import type { BootstrapLine } from '#shared/protocol/bootstrap.ts';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import type { WantedDocuments } from '#shared/protocol/documents.ts';
import type { HelloRequest, HelloResponse } from '#shared/protocol/hello.ts';
import type { NewsEvent } from '#shared/protocol/news.ts';
import type { FeedResponse } from '#shared/protocol/pull-feed.ts';
import type { PushRequest, PushResponse } from '#shared/protocol/push-commands.ts';
import type { LogIdentity, TreeHead } from '#shared/protocol/tree-head.ts';

/**
 * Everything that sync needs of the world, so that a simulation can stand in for it: clock, random, network, disk and
 * scheduler. Nothing in this folder reads a clock, rolls dice, starts a timer or makes an id by itself.
 */
export interface SyncClock {
  now(): Instant;
}

export interface SyncRandom {
  /** From 0 up to, not including, 1. */
  next(): number;
}

export interface SyncScheduler {
  /** Calls `fire` once after that time; the answer stops it. */
  after(ms: number, fire: () => void): () => void;
}

/** What a stream of news says; a beat is a sign of life. */
export type NewsMessage = NewsEvent | { readonly kind: 'beat' };

export interface LoadedCase {
  readonly kind: 'case';
  readonly sight: 'full' | 'summary' | 'intake';
  readonly state: CaseState;
  readonly history: readonly CaseEvent[];
  /** As central wrote them, where they need no writing anew to be kept. */
  readonly texts?: { readonly state?: string; readonly history: string };
  /** The state was folded here from the history, so that keeping the history keeps both. */
  readonly isFolded?: boolean;
}

/** A line of a load; a case with its texts, in its place. */
export type LoadedLine = Exclude<BootstrapLine, { kind: 'case' | 'ahead' }> | LoadedCase;

/** Central, over any transport. Fails with AppErrors: `central-unreachable`, `token-expired`, `protocol-mismatch`, ... */
export interface SyncNetwork {
  hello(request: HelloRequest, signal: AbortSignal): Promise<HelloResponse>;
  push(request: PushRequest, signal: AbortSignal): Promise<PushResponse>;
  feed(
    ask: {
      readonly partition: string;
      readonly after: number;
      readonly limit: number;
      readonly waitMs: number;
      /** Size of the partition's log that is verified here: the answer brings a head proven from there. Null: none is wanted. */
      readonly logSize: number | null;
      /** Whether the answer is to bring the digest where it reaches the end: central goes through all of a person's cases for it. */
      readonly digest: boolean;
    },
    signal: AbortSignal,
  ): Promise<FeedResponse>;
  /** One stream of news for all partitions of the person, until the signal aborts or the line is lost. */
  news(ask: { readonly clientId: HelloRequest['clientId'] }, signal: AbortSignal): AsyncIterable<NewsMessage>;
  /** Lines as they come, some at a time, cases in order of caseId; a cut stream throws `central-unreachable` after the last whole line. */
  bootstrap(
    ask: { readonly partition: string; readonly cursor: string | null; readonly at: number | null },
    signal: AbortSignal,
  ): AsyncIterable<readonly LoadedLine[]>;
  /** Bytes from `start` to the end, in pieces as they come. */
  document(ask: { readonly sha256: Sha256; readonly start: number }, signal: AbortSignal): AsyncIterable<Uint8Array>;
}

/** Central as documents go up to it. Fails as `SyncNetwork` does. */
export interface UploadNetwork {
  /** The upload of a content, new or under way; no address: central has it. */
  beginUpload(
    ask: { readonly sha256: Sha256; readonly sizeBytes: number },
    signal: AbortSignal,
  ): Promise<{ readonly address: string | null; readonly bytesThere: number }>;
  /** Answers how far the upload has come. Errors: `upload-moved`, `document-damaged` where the whole is not this content. */
  appendUpload(
    ask: { readonly address: string; readonly offset: number; readonly bytes: Uint8Array },
    signal: AbortSignal,
  ): Promise<number>;
  wantedDocuments(signal: AbortSignal): Promise<WantedDocuments>;
}

/** How far a partition has been taken over. */
export interface Cursor {
  readonly partition: string;
  readonly phase: 'loading' | 'following';
  readonly position: number;
  readonly loadCursor: string | null;
  readonly expected: number | null;
}

export interface DeviceFacts {
  readonly clientId: HelloRequest['clientId'];
  readonly publicKey: string;
  readonly lastMade: number;
  readonly lastAnswered: number;
  /** Highest number whose answer would survive a power cut at central. */
  readonly durableThrough: number;
  readonly centralEpoch: string | null;
}

/** What this device believes of central's log: its key since the first contact, and the newest head of each stream. */
export interface LogTrust {
  readonly identity: LogIdentity | null;
  readonly heads: readonly TreeHead[];
}

/** That an act and its answer stand in the log: an RFC 9162 inclusion proof under a signed head. */
export interface ActProof {
  readonly n: number;
  readonly head: TreeHead;
  /** Number of the entry in the head's stream, from 1. */
  readonly entry: number;
  /** SHA-256, hex, as this device made it from what it sent and what it was answered. */
  readonly leaf: string;
  readonly path: readonly string[];
  /** The device's address as central noted it in the entry. */
  readonly from: string | null;
  /** Whether the entry commits to the whole result, or (before protocol 2) to the outcome only. */
  readonly hasResult: boolean;
}

/**
 * The device's store. Every method is one transaction, on disk when it returns: what central said and the position up
 * to which it has been heard change together or not at all.
 */
export interface SyncDisk {
  facts(): DeviceFacts;
  /** People and partitions as central names them; partitions that are no longer ours leave with their cases. */
  takeHello(response: HelloResponse): void;
  waiting(limit: number): readonly CommandEnvelope[];
  /** Resolves once what waits stands in the journal too: an act is not sent before this device is sure to remember it. */
  waitingInJournal(): Promise<void>;
  logTrust(): LogTrust;
  /** Two heads that contradict each other are kept for whoever looks into it. */
  keepEvidence(heads: { readonly kept: TreeHead; readonly offered: TreeHead }): void;
  /** Answers with their proofs, whose heads are what the next ones have to continue. */
  takeResults(response: PushResponse, proofs: readonly ActProof[]): void;
  /**
   * Central is another one, or does not know answers any more that it gave: offers the whole outbox again, so that every
   * answer here is of this epoch, and loads everything anew.
   */
  startOver(centralEpoch: string): void;
  cursors(): readonly Cursor[];
  /** The head of a load: the feed number that it is as of, and how many cases are still to come. */
  beginLoad(partition: string, at: number, expected: number): void;
  /** Cases in order of id after the load's cursor. What stands between them here and was not named leaves. */
  takeLoad(partition: string, cases: readonly LoadedCase[]): void;
  endLoad(partition: string): void;
  /** Loads the partition anew, keeping what is shown meanwhile. */
  reload(partition: string): void;
  /**
   * With the head of the log that came along, once it has been verified. Errors: `feed-broken` where a number is missing or
   * an event does not follow; `scope-too-large` where more cases come than may be here; nothing is taken then.
   */
  takeFeed(response: FeedResponse): void;
  /** Central's answers up to this number would survive a power cut there: it has told so after the answer. */
  takeDurable(through: number): void;
  /** Central has nothing new: what is here is confirmed as of now. */
  confirm(): void;
  digest(partition: string): string;
  /** Cases of a partition, all or those up to an id. */
  casesHere(partition: string, through?: string): number;
  /** Cases on the device over all partitions, and the most that there may be (central's word for this person). */
  scope(): { readonly here: number; readonly limit: number };
  outboxIsEmpty(): boolean;
  /** Acts up to this number were on their way, and no answer came. */
  noteFailedTry(through: number, code: ErrorCode): void;
}

/** A document that is wanted. */
export interface WantedDocument {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  readonly bytesHere: number;
}

/** Takes the bytes of one document in order, from `bytesHere` on. Errors: `disk-full`, `disk-failed`, `document-damaged`. */
export interface DocumentSink {
  readonly bytesHere: number;
  take(bytes: Uint8Array): void;
  /** Checks the whole by its hash; `document-damaged` where it is another content. */
  finish(): Promise<void>;
  close(): void;
}

/** Where documents are kept. */
export interface SyncVault {
  /** The next one that is not here, in the order of the queue; null where all are. */
  next(skip: ReadonlySet<Sha256>): WantedDocument | null;
  /** What was passed over may be had again. */
  lookAgain(): void;
  /** Null where no case here names it or it is here already. */
  find(sha256: Sha256): WantedDocument | null;
  receive(wanted: WantedDocument): Promise<DocumentSink>;
  /** Reads the state from the vault again and tells it on. */
  noteState(sha256: Sha256): void;
  /**
   * Why a fetch gave nothing: what central says of the document, or that its bytes were another content. True where
   * central waits for it, so that it may be had any time.
   */
  noteAbsent(sha256: Sha256, why: AppError): boolean;
}

/** A document that central is to get. */
export interface OwedContent {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
}

/** Documents on this device that central does not have. Errors of all: `store-locked`. */
export interface SyncOwed {
  /** What acts have named first, then what central asked for and is here; null where nothing is left. */
  next(skip: ReadonlySet<Sha256>): OwedContent | null;
  /** Errors: `document-missing`, `document-damaged`. */
  read(sha256: Sha256, start: number, end: number): Uint8Array;
  /** Reads everything and checks it; what is not right counts as damaged from then on. */
  isWhole(sha256: Sha256): Promise<boolean>;
  takeWanted(documents: readonly Sha256[]): void;
  noteSent(sha256: Sha256, bytesThere: number): void;
  noteStored(sha256: Sha256): void;
  noteProblem(sha256: Sha256, code: ErrorCode): void;
}
