export const packProblemCodes = [
  'not-a-pack',
  'unsafe-path',
  'unsafe-entry',
  'too-large',
  'too-many-files',
  'compressed-too-far',
  'unreadable',
  'schema',
  'file-missing',
  'file-empty',
  'file-unnamed',
  'wrong-kind',
  'hash-differs',
  'pages-unreadable',
  'number-exists',
  'case-exists',
  'office-unknown',
  'officer-unfit',
] as const;

/** One thing that is wrong with a pack. */
export interface PackProblem {
  readonly code: (typeof packProblemCodes)[number];
  /** A path in the pack, or a field of case.json. */
  readonly where: string;
  readonly what: string;
}

/** Thrown where nothing further of a pack can be read. */
export class PackUnreadable extends Error {
  override readonly name = 'PackUnreadable';
  readonly problem: PackProblem;

  constructor(problem: PackProblem) {
    super(problem.code);
    this.problem = problem;
  }
}
