import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageRegion } from '#shared/model/evidence.ts';
import type { PagePlace } from '../../state/open-case.tsx';
import { useCaseAct, useOpenCase } from '../../state/open-case.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { useLanguage } from '../../ui/format/use-format.ts';
import { useActions } from '../../ui/keys/actions.tsx';
import type { ViewerHighlight } from '../viewer/index.ts';
import { DocumentViewer, evidenceHighlights } from '../viewer/index.ts';
import { documentsInOrder } from './file/group-documents.ts';
import type { CasePlace } from './use-case-place.ts';

export interface ReaderProps {
  readonly place: CasePlace;
  readonly onCite: (place: PagePlace) => void;
}

/** The viewer with what the case knows of the document: its cites, where to look, and that it was read. */
export function Reader({ place, onCite }: ReaderProps) {
  const { t } = useTranslation('case');
  const { view, state, actor, mayWork } = useOpenCase();
  const { perform } = useCaseAct();
  const { page, pageToken } = place;
  const document = state.documents.find((each) => each.id === page?.documentId);
  const highlights = useHighlights(document?.id);
  useDocumentKeys(place);
  const documentId = document?.id;
  const focusTarget = useMemo(() => {
    if (page === null || pageToken === 0) return null;
    const { pageIndex, region } = page;
    return { pageIndex, ...(region === null ? {} : { region }), token: pageToken };
  }, [page, pageToken]);
  const cited = useCallback(
    (pageIndex: number, region: PageRegion) => {
      if (documentId !== undefined) onCite({ documentId, pageIndex, region });
    },
    [documentId, onCite],
  );
  const read = useCallback(() => {
    if (documentId !== undefined) void perform('document.mark-read', { documentId });
  }, [documentId, perform]);
  if (document === undefined) return <EmptyState title={t('file.none')} text={t('file.noneText')} />;
  return (
    <DocumentViewer
      document={document}
      caseId={state.id}
      standing={view.documents[document.id] ?? null}
      highlights={highlights}
      focusTarget={focusTarget}
      onRegionCited={cited}
      onRead={document.readBy[actor.officerId] === undefined ? read : null}
      citing={mayWork}
    />
  );
}

/** All cites on a document, each with the provision it stands under. */
function useHighlights(documentId: string | undefined): readonly ViewerHighlight[] {
  const { state, program } = useOpenCase();
  const language = useLanguage();
  const { evidence } = state;
  return useMemo(
    () => (documentId === undefined ? [] : evidenceHighlights(evidence, documentId, program, language)),
    [evidence, documentId, program, language],
  );
}

function useDocumentKeys({ page, showPage }: CasePlace): void {
  const { t } = useTranslation('case');
  const { state, program } = useOpenCase();
  const step = (by: 1 | -1): void => {
    const documents = documentsInOrder(state, program);
    const at = documents.findIndex((document) => document.id === page?.documentId);
    const next = documents[at + by];
    if (next !== undefined) showPage({ documentId: next.id, pageIndex: 0, region: null });
  };
  useActions('screen', [
    { id: 'document-next', label: t('keys.nextDocument'), keys: [']', 'Ctrl+ArrowDown'], run: () => step(1) },
    { id: 'document-previous', label: t('keys.previousDocument'), keys: ['[', 'Ctrl+ArrowUp'], run: () => step(-1) },
  ]);
}
