import type { TripGap, TripGapCode } from '#shared/contract/trip.ts';
import type { CaseId, Sha256 } from '#shared/model/ids.ts';
import { toCaseView } from '../case-file/case-view.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type DocumentFinding, type DocumentReading, readWhole } from './read-document.ts';
import { caseGaps, gapOf, type TripCases } from './trip-cases.ts';
import type { CheckedCase } from './trip-store.ts';

export interface CaseCheck extends DocumentReading {
  readonly workspace: Workspace;
  readonly cases: TripCases;
  readonly unavailable: ReadonlySet<Sha256>;
  /** The vault knows something new about a document. */
  readonly noteState: (sha256: Sha256) => void;
  /** Throws where the check has been given up. */
  readonly goOn: () => void;
}

function gapCode(finding: DocumentFinding, isUnavailable: boolean): TripGapCode | null {
  switch (finding) {
    case 'whole':
      return null;
    case 'missing':
      return isUnavailable ? 'document-unavailable' : 'document-missing';
    case 'damaged':
      return 'document-damaged';
    case 'pages-differ':
    case 'page-undrawn':
      return finding;
  }
}

/** Goes through one case as it will be worked on: its view, its history, every document. */
export async function checkCase(check: CaseCheck, caseId: CaseId): Promise<CheckedCase> {
  const { workspace, unavailable, noteState, goOn } = check;
  const [here] = check.cases.read([caseId]);
  const gaps: TripGap[] = here === undefined ? [] : [...caseGaps(here)];
  const view = workspace.book.view(caseId);
  if (here === undefined || here.facts === null || view === null) return { documents: [], gaps };
  // Made as the screen makes it: what would throw there is found here.
  toCaseView(workspace, view, 0);
  workspace.book.history(view);
  const documents: Sha256[] = [];
  for (const document of here.facts.documents) {
    goOn();
    const finding = await readWhole(check, document);
    if (finding === 'damaged') noteState(document.sha256);
    if (finding !== 'missing' && finding !== 'damaged') documents.push(document.sha256);
    const code = gapCode(finding, unavailable.has(document.sha256));
    if (code !== null) gaps.push(gapOf(code, document));
  }
  return { documents, gaps };
}
