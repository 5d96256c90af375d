export interface FullDiskOrder {
  /** Folder whose disk fills up; each run has its own below it. */
  readonly disk: string;
  readonly control: string;
  readonly central: string;
  readonly officerId: string;
  readonly caseId: string;
  /** Each of these writes in turn is the first that fails; they end with the first that a session does not reach. */
  readonly writes: readonly number[];
}

/** What the sessions say as they go on. */
export type FullDiskWord =
  | { readonly kind: 'step'; readonly write: number; readonly step: string }
  | { readonly kind: 'run'; readonly run: FullDiskRun }
  | { readonly kind: 'end' };

/** One session with the disk full from one write on. */
export interface FullDiskRun {
  readonly write: number;
  /** Writes that were tried before there was room again. */
  readonly writes: number;
  readonly failures: readonly { readonly step: string; readonly code: string }[];
  /** What still failed when there was room again: nothing may. */
  readonly afterwards: readonly { readonly step: string; readonly code: string }[];
  readonly missing: readonly string[];
  readonly bugs: readonly string[];
}
