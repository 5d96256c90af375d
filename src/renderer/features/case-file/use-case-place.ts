import { useCallback, useMemo, useState } from 'react';
import type { CaseState } from '#shared/model/case-state.ts';
import type { CaseTab, PagePlace } from '../../state/open-case.tsx';
import { firstDocument } from './file/group-documents.ts';

/** A place on the desk to put the focus on; the token tells one wish from the next for the same place. */
export interface FieldWish {
  readonly field: string;
  readonly token: number;
}

export interface CasePlace {
  readonly page: PagePlace | null;
  /** Counts the wishes to see a page, so that the same page can be asked for twice. 0: nobody asked. */
  readonly pageToken: number;
  readonly showPage: (place: PagePlace) => void;
  readonly tab: CaseTab;
  readonly showTab: (tab: CaseTab, field?: string) => void;
  readonly wish: FieldWish | null;
}

/** Where the person is within the case. The page is remembered per case for as long as the screen lives, the tab for all. */
export function useCasePlace(state: CaseState, officerId: string, wantedDocument: string | undefined): CasePlace {
  const [pages, setPages] = useState<Readonly<Record<string, PagePlace>>>({});
  const [pageToken, setPageToken] = useState(0);
  const [tab, setTab] = useState<CaseTab>('assess');
  const [wish, setWish] = useState<FieldWish | null>(null);
  const caseId = state.id;
  const showPage = useCallback(
    (place: PagePlace) => {
      setPages((all) => ({ ...all, [caseId]: place }));
      setPageToken((token) => token + 1);
    },
    [caseId],
  );
  const showTab = useCallback((wanted: CaseTab, field?: string) => {
    setTab(wanted);
    setWish((before) => ({ field: field ?? '', token: (before?.token ?? 0) + 1 }));
  }, []);
  // Chosen once per case: reading the first document must not make the next unread one the first.
  const first = useMemo(() => {
    const documentId = wantedDocument ?? firstDocument(state, officerId)?.id;
    return documentId === undefined ? null : { documentId, pageIndex: 0, region: null };
    // oxlint-disable-next-line react/exhaustive-deps -- the state of the moment the case was opened
  }, [caseId, wantedDocument, officerId]);
  return { page: pages[caseId] ?? first, pageToken, showPage, tab, showTab, wish };
}
