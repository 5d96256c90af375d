/** A document's bytes, read where they are needed and never as a whole. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Fewer bytes than asked for only at the end. */
  read(start: number, end: number): Buffer;
}
