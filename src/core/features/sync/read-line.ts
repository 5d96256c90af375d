import { AppError } from '#shared/errors/app-error.ts';
import { applyAll } from '#shared/model/apply.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import { type BootstrapCase, type BootstrapLine, bootstrapLine, isExactCaseLine } from '#shared/protocol/bootstrap.ts';
import type { LoadedCase, LoadedLine } from '../../sync/ports.ts';

export type AheadLine = Extract<BootstrapLine, { kind: 'ahead' }>;
type Texts = LoadedCase['texts'];

const fullStart = '{"kind":"case","sight":"full","id":"';
const fullHistory = '","history":';
const projectedStart = /^\{"kind":"case","sight":"(?:summary|intake)","state":/;
const historyStart = ',"history":[';
const idLength = 36;

/**
 * One line of a load, checked by its schema. Errors: `central-refused`; the content is not quoted.
 *
 * A case that is exactly as the schema gives it back keeps its texts, so that the store does not write them anew. No key of
 * a state is `history`, and within a text its quotes would be escaped: the place where the history begins is sure.
 */
export function readLine(line: string): LoadedLine | AheadLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new AppError('central-refused', { notJson: true });
  }
  if (isExactCaseLine(value)) return toCase(value as BootstrapCase, textsOf(line));
  const parsed = bootstrapLine.safeParse(value);
  if (!parsed.success) throw new AppError('central-refused', { malformed: true });
  return parsed.data.kind === 'case' ? toCase(parsed.data, undefined) : parsed.data;
}

function toCase(read: BootstrapCase, texts: Texts): LoadedCase {
  const kept = texts === undefined ? {} : { texts };
  if (read.sight !== 'full') return { ...read, ...kept };
  const { kind, sight, history } = read;
  return { kind, sight, state: stateOf(read), history, isFolded: true, ...kept };
}

/** Events of the right shape may still make no case together. */
function stateOf({ id, history }: Extract<BootstrapCase, { sight: 'full' }>): CaseState {
  try {
    return applyAll(id, null, history);
  } catch {
    throw new AppError('central-refused', { malformed: true });
  }
}

/** The caseId of a line in full as central writes it, without reading the rest; null for any other line. */
export function idOfFullLine(line: string): string | null {
  const behindId = fullStart.length + idLength;
  const isFull = line.startsWith(fullStart) && line.startsWith(fullHistory, behindId);
  return isFull ? line.slice(fullStart.length, behindId) : null;
}

function textsOf(line: string): Texts {
  if (!line.endsWith(']}')) return undefined;
  if (idOfFullLine(line) !== null) {
    return { history: line.slice(fullStart.length + idLength + fullHistory.length, -1) };
  }
  const start = projectedStart.exec(line)?.[0].length;
  const end = line.indexOf(historyStart);
  if (start === undefined || end < 0) return undefined;
  return { state: line.slice(start, end), history: line.slice(end + historyStart.length - 1, -1) };
}
