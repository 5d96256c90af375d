/** What one round of an engine with a fresh client gives. Times in ms. */
export interface Round {
  /** From signing in to everything stored and checked. */
  readonly initialMs: number;
  /** Processor time of the client's process in that; null where it is not known. */
  readonly initialCpuMs: number | null;
  /** From signing in to words being looked up in an index; null where there is none, or none of its own. */
  readonly wordsMs: number | null;
  /** From the server's answer that 100 changes are stored to the client having stored them; one run a change set. */
  readonly changes: readonly number[];
  /** One edit with no connection, stored. */
  readonly edits: readonly number[];
  /** 1,000 edits made before, from going online to the server's answer for the last. */
  readonly pushFirstMs: number;
  readonly pushLaterMs: number;
  readonly clientPeakMb: number;
}

/** The same over a link of 300 ms and 1 Mbit/s, and what it carried. */
export interface FarRound {
  readonly initialBytes: number;
  readonly pushMs: number;
  readonly pushRoundTrips: number;
  readonly pushBytes: number;
}

/** One contestant with its server filled and running. */
export interface RunningEngine {
  round(): Promise<Round>;
  far(): Promise<FarRound>;
  stop(): Promise<void>;
}

export const changeSet = 100;
export const pushedEdits = 1000;
export const offlineEdits = 200;
export const changeSets = 5;
export const farLink = { roundTripMs: 300, bitsPerSecond: 1_000_000 } as const;
