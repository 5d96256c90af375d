import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { DocumentStanding } from '#shared/contract/case-file.ts';
import type { DocumentRecord } from '#shared/model/document.ts';
import type { PageRegion } from '#shared/model/evidence.ts';
import enViewer from '../../i18n/en/viewer.json';
import frViewer from '../../i18n/fr/viewer.json';
import { addCatalogue } from '../../i18n/i18n.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { Waiting } from '../../ui/feedback/waiting.tsx';
import { useLanguage } from '../../ui/format/use-format.ts';
import { useShell } from '../../ui/shell-context.tsx';
import { Absence } from './absence.tsx';
import { useSource } from './sources/use-source.ts';
import { useReadingChoices } from './tools/reading-choices.ts';
import { useTurns } from './tools/use-turns.ts';
import { useArrival } from './use-arrival.ts';
import { useFetchDocumentMutation } from './viewer-endpoints.ts';
import type { FocusTarget, ViewerHighlight } from './viewer-highlight.ts';
import { ViewerPages } from './viewer-pages.tsx';
import './viewer.css';

addCatalogue('viewer', { en: enViewer, fr: frViewer });

interface DocumentViewerProps {
  readonly document: DocumentRecord;
  readonly caseId: string;
  /** How its bytes stand on this device and at central. */
  readonly standing: DocumentStanding | null;
  readonly highlights: readonly ViewerHighlight[];
  readonly focusTarget: FocusTarget | null;
  /** A region was chosen and is to be cited; in the page's own orientation. */
  readonly onRegionCited: (pageIndex: number, region: PageRegion) => void;
  /** The document counts as read (reading.ts). Null where that is recorded already, and in windows that record nothing. */
  readonly onRead: (() => void) | null;
  /** The person may cite. */
  readonly citing: boolean;
}

/** A document of the file, or what stands in its way in words. Stays mounted from document to document. */
export function DocumentViewer({ document, caseId, standing, citing, ...rest }: DocumentViewerProps) {
  const { t } = useTranslation('viewer');
  const language = useLanguage();
  const shell = useShell();
  const { sha256 } = document;
  const { opened, again } = useSource(sha256);
  const turning = useTurns(document.id);
  const choices = useReadingChoices();
  const [fetchNow, fetching] = useFetchDocumentMutation();
  const isAwaited = opened.state === 'failed' && ['document-missing', 'document-damaged'].includes(opened.error.code);
  useArrival(sha256, isAwaited, again);
  const isReady = opened.state === 'open' && turning.isKnown;
  return (
    <section
      className="document-viewer"
      data-testid="viewer"
      data-document={document.id}
      data-state={opened.state === 'open' && !isReady ? 'opening' : opened.state}
      aria-label={document.title[language]}
    >
      {!isReady && <div className="viewer-tools" />}
      {opened.state === 'opening' && <Waiting label={t('opening')} />}
      {opened.state === 'failed' && (
        <div className="viewer-failed">
          <Absence absent={standing?.absent ?? null} />
          <ErrorNote error={opened.error}>
            {isAwaited && (
              <Button
                size="small"
                disabledFocusable={fetching.isLoading}
                onClick={() => void fetchNow({ sha256 })}
                data-testid="fetch-now"
              >
                {t(opened.error.code === 'document-damaged' ? 'repair' : 'fetchNow')}
              </Button>
            )}
            <Button size="small" onClick={again}>
              {t('again')}
            </Button>
          </ErrorNote>
          {isAwaited && fetching.isSuccess && fetching.originalArgs?.sha256 === sha256 && (
            <p className="viewer-asked" role="status">
              {t('asked')}
            </p>
          )}
        </div>
      )}
      {isReady && (
        <ViewerPages
          key={document.id}
          source={opened.source}
          turning={turning}
          choices={choices}
          canCite={citing}
          tearOff={
            shell.boot.kind === 'main' ? () => shell.openViewerWindow({ caseId, documentId: document.id }) : null
          }
          {...rest}
        />
      )}
    </section>
  );
}
