/** What the recorded process is to do. */
export interface SessionOrder {
  readonly dataDir: string;
  readonly marks: string;
  readonly keychainKey: string;
  readonly seed: string;
  readonly cases: number;
  readonly rounds: number;
  readonly actsPerRound: number;
  /** Stands in every text and document: must never be found on the disk. */
  readonly needle: string;
}

/** What had been promised at a moment of the run. */
export type Mark =
  | { readonly kind: 'ready' }
  | { readonly kind: 'act'; readonly n: number }
  | { readonly kind: 'document'; readonly sha256: string; readonly sizeBytes: number };
