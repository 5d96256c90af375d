import { useTranslation } from 'react-i18next';
import type { DocumentRecord } from '#shared/model/document.ts';
import type { PageRegion } from '#shared/model/evidence.ts';
import enViewer from '../../i18n/en/viewer.json';
import frViewer from '../../i18n/fr/viewer.json';
import { addCatalogue } from '../../i18n/i18n.ts';
import { shell } from '../../client/shell.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { useLanguage } from '../../ui/format/use-format.ts';
import { Waiting } from '../../ui/feedback/waiting.tsx';
import { useSource } from './sources/use-source.ts';
import { useArrival } from './use-arrival.ts';
import { useFetchDocumentMutation } from './viewer-endpoints.ts';
import type { FocusTarget, ViewerHighlight } from './viewer-highlight.ts';
import { ViewerPages } from './viewer-pages.tsx';
import './viewer.css';

addCatalogue('viewer', { en: enViewer, fr: frViewer });

export interface DocumentViewerProps {
  readonly document: DocumentRecord;
  readonly caseId: string;
  readonly highlights: readonly ViewerHighlight[];
  readonly focusTarget: FocusTarget | null;
  /** A region was chosen and is to be cited; in the page's own orientation. */
  readonly onRegionCited: (pageIndex: number, region: PageRegion) => void;
  /** The document counts as read (reading.ts). Null in windows that record nothing. */
  readonly onRead: (() => void) | null;
  /** The person may cite. */
  readonly citing: boolean;
}

/** A document of the file, or what stands in its way in words. */
export function DocumentViewer({ document, caseId, citing, ...rest }: DocumentViewerProps) {
  const { t } = useTranslation('viewer');
  const language = useLanguage();
  const { sha256 } = document;
  const { opened, again } = useSource(sha256);
  const [fetchNow] = useFetchDocumentMutation();
  const isMissing = opened.state === 'failed' && ['document-missing', 'document-damaged'].includes(opened.error.code);
  useArrival(sha256, isMissing, again);
  const bridge = shell();
  const canTearOff = bridge.boot.kind === 'main';
  return (
    <div className="document-viewer" data-testid="viewer" data-state={opened.state} aria-label={document.title[language]}>
      {opened.state === 'opening' && <Waiting label={t('opening')} />}
      {opened.state === 'failed' && (
        <div className="viewer-failed">
          <ErrorNote error={opened.error}>
            {isMissing && (
              <button type="button" onClick={() => void fetchNow({ sha256 })}>
                {t('fetchNow')}
              </button>
            )}
            <button type="button" onClick={again}>
              {t('again')}
            </button>
          </ErrorNote>
        </div>
      )}
      {opened.state === 'open' && (
        <ViewerPages
          source={opened.source}
          document={document}
          canCite={citing}
          tearOff={canTearOff ? () => bridge.openViewerWindow({ caseId, documentId: document.id }) : null}
          {...rest}
        />
      )}
    </div>
  );
}
