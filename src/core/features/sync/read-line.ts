import { AppError } from '#shared/errors/app-error.ts';
import { bootstrapLine, isExactCaseLine } from '#shared/protocol/bootstrap.ts';
import type { LoadedCase, LoadedLine } from '../../sync/ports.ts';

const caseStart = /^\{"kind":"case","sight":"(?:full|summary|intake)","state":/;
const historyStart = ',"history":[';

/**
 * One line of a load, checked by its schema. Errors: `central-refused`; the content is not quoted.
 *
 * A case that is exactly as the schema gives it back keeps its texts, so that the store does not write them anew. No key of
 * a state is `history`, and within a text its quotes would be escaped: the place where the history begins is sure.
 */
export function readLine(line: string): LoadedLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new AppError('central-refused', { notJson: true });
  }
  if (isExactCaseLine(value)) return { ...(value as LoadedCase), ...textsOf(line) };
  const parsed = bootstrapLine.safeParse(value);
  if (!parsed.success) throw new AppError('central-refused', { malformed: true });
  return parsed.data;
}

function textsOf(line: string): Pick<LoadedCase, 'texts'> {
  const start = caseStart.exec(line)?.[0].length;
  const end = line.indexOf(historyStart);
  if (start === undefined || end < 0 || !line.endsWith(']}')) return {};
  return { texts: { state: line.slice(start, end), history: line.slice(end + historyStart.length - 1, -1) } };
}
