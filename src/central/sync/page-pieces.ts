import { gunzipSync } from 'node:zlib';
import { aheadCharactersMaximum, aheadMaximum } from '#shared/protocol/bootstrap.ts';
import type { ReadDb } from '../store/database.ts';
import type { WantedCase } from './case-json.ts';
import { readCaseLines, seenAt } from './case-lines.ts';
import { endOfBucket, idsOf, newerThan, readBlocks, type SnapshotBlock, unpackBlock } from './snapshot-blocks.ts';

/** Cases of one person that are given next, and the buckets of the snapshot that they lie in. */
export interface Page {
  /** In order of caseId. */
  readonly wanted: readonly WantedCase[];
  /** In order; cases behind the last one are in none. */
  readonly buckets: readonly string[];
}

/** A part of the stream: lines as they are, or a member of gzip that holds them. */
export type BootstrapPiece = { readonly text: string } | { readonly packed: Uint8Array };

/** A block is read for a page that needs at least one in so many of its cases. */
const worthShare = 4;

interface PartOfPage {
  readonly bucket: string | null;
  readonly wanted: readonly WantedCase[];
}

/** The cases of a page by bucket, in order; behind the last bucket they are in none. */
function partsOf({ wanted, buckets }: Page): PartOfPage[] {
  const parts: PartOfPage[] = [];
  let from = 0;
  for (const bucket of [...buckets, null]) {
    const found =
      bucket === null ? -1 : wanted.findIndex((each, at) => at >= from && each.caseId > endOfBucket(bucket));
    const to = found < 0 ? wanted.length : found;
    if (to > from) parts.push({ bucket, wanted: wanted.slice(from, to) });
    from = to;
  }
  return parts;
}

interface PlannedPart extends PartOfPage {
  readonly block: SnapshotBlock | undefined;
  /** Cases whose lines the block does not have in the wanted version. */
  readonly lacking: readonly WantedCase[];
  /** The block may go out as it stands, with the lacking cases ahead of it. */
  readonly mayStand: boolean;
}

function planPart(part: PartOfPage, block: SnapshotBlock | undefined): PlannedPart {
  if (block === undefined) return { ...part, block, lacking: part.wanted, mayStand: false };
  const newer = newerThan(block, part.wanted);
  if (newer !== null) return { ...part, block, lacking: newer, mayStand: true };
  const inBlock = new Set(block.ids.split('\n'));
  return { ...part, block, lacking: part.wanted.filter((each) => !inBlock.has(idsOf([each]))), mayStand: false };
}

type LineOf = (each: WantedCase) => string;

function rendered({ block, wanted }: PlannedPart, read: ReadonlyMap<WantedCase, string>): string {
  const kept = block === undefined ? new Map<string, string>() : unpackBlock(block);
  const lineOf: LineOf = (each) => read.get(each) ?? seenAt(each.sight, kept.get(idsOf([each])) ?? '');
  return wanted.map(lineOf).join('');
}

export interface PagePieces {
  readonly pieces: readonly BootstrapPiece[];
  /** Cases that a snapshot brought up to date would have had. */
  readonly missing: number;
}

/**
 * A page as pieces of the stream: blocks of the snapshot as they stand where every case in them is given in full, in that
 * version or a later one; else their lines one by one. What a block lacks is read from the tables.
 */
export async function piecesOf(db: ReadDb, partition: string, page: Page): Promise<PagePieces> {
  const parts = partsOf(page);
  const worth = parts.flatMap(({ bucket, wanted }) =>
    bucket === null ? [] : [{ bucket, cases: wanted.length * worthShare }],
  );
  const blocks = await readBlocks(db, partition, worth);
  const planned = parts.map((part) => planPart(part, blocks.get(part.bucket ?? '')));
  const lacking = planned.flatMap((part) => part.lacking);
  const lines = await readCaseLines(db, lacking);
  const read = new Map(lacking.map((each, index) => [each, lines[index] ?? '']));
  const ahead: string[] = [];
  let characters = 0;
  const pieces = planned.map((part): BootstrapPiece => {
    const { block, mayStand } = part;
    const own = part.lacking.map((each) => read.get(each) ?? '');
    const isRoom = ahead.length + own.length <= aheadMaximum && characters <= aheadCharactersMaximum;
    if (block === undefined || !mayStand || !isRoom) return { text: rendered(part, read) };
    ahead.push(...own);
    characters += own.reduce((sum, line) => sum + line.length, 0);
    return { packed: block.body };
  });
  // A block that is not read for the few that are wanted of it is not out of date.
  const missing = planned.filter(({ block, bucket }) => block !== undefined || bucket === null);
  return {
    pieces: joined([...aheadPiece(ahead), ...pieces]),
    missing: missing.reduce((sum, part) => sum + part.lacking.length, 0),
  };
}

function aheadPiece(lines: readonly string[]): BootstrapPiece[] {
  if (lines.length === 0) return [];
  return [{ text: `${JSON.stringify({ kind: 'ahead', cases: lines.length })}\n${lines.join('')}` }];
}

/** Neighbours of one kind as one piece. */
function joined(pieces: readonly BootstrapPiece[]): BootstrapPiece[] {
  const whole: BootstrapPiece[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (last === undefined || 'text' in last !== 'text' in piece) whole.push(piece);
    else whole[whole.length - 1] = join(last, piece);
  }
  return whole;
}

function join(left: BootstrapPiece, right: BootstrapPiece): BootstrapPiece {
  if ('text' in left && 'text' in right) return { text: left.text + right.text };
  if ('packed' in left && 'packed' in right) return { packed: Buffer.concat([left.packed, right.packed]) };
  throw new Error('two pieces of one kind');
}

export function textOf(piece: BootstrapPiece): string {
  return 'text' in piece ? piece.text : gunzipSync(piece.packed).toString('utf8');
}
