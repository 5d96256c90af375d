import { applyAll } from '#shared/model/apply.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { CaseId } from '#shared/model/ids.ts';
import { mayShowEvent, project } from '#shared/model/visibility.ts';
import type { ReadDb } from '../store/database.ts';
import { readCaseJson, readWholeHistories, type WantedCase } from './case-json.ts';

/* Lines of a first load (protocol/bootstrap.ts): a case in full by its history, any other by what is shown of it. */

function fullLine(caseId: string, history: string): string {
  return `{"kind":"case","sight":"full","id":"${caseId}","history":${history}}\n`;
}

function projectedLine(sight: WantedCase['sight'], { state, history }: { state: string; history: string }): string {
  return `{"kind":"case","sight":"${sight}","state":${state},"history":${history}}\n`;
}

/** In order of `wanted`. */
export async function readCaseLines(db: ReadDb, wanted: readonly WantedCase[]): Promise<string[]> {
  const projected = wanted.filter((each) => each.sight !== 'full');
  const json = await readCaseJson(db, projected);
  const lines = new Map(projected.map((each, index) => [each, json[index]]));
  const histories = await readWholeHistories(
    db,
    wanted.filter((each) => each.sight === 'full'),
  );
  return wanted.map((each) => {
    const shown = lines.get(each);
    if (shown !== undefined) return projectedLine(each.sight, shown);
    const history = histories.get(each.caseId);
    if (history === undefined) throw new Error('a case in the feed has a history');
    return fullLine(each.caseId, history);
  });
}

/** A line in full, as a sight lets it through. */
export function seenAt(sight: WantedCase['sight'], line: string): string {
  if (sight === 'full') return line;
  const { id, history } = JSON.parse(line) as { id: CaseId; history: CaseEvent[] };
  const shown = history.filter((event) => mayShowEvent(event.type, sight));
  const state = JSON.stringify(project(applyAll(id, null, history), sight));
  return projectedLine(sight, { state, history: JSON.stringify(shown) });
}
