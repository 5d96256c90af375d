import { ChevronDownRegular, ChevronUpRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '#shared/contract/case-file.ts';
import type { ViewerSubject } from '#shared/contract/shell-bridge.ts';
import type { Actor } from '#shared/model/actor.ts';
import type { DocumentRecord } from '#shared/model/document.ts';
import { documentsLeft } from '#shared/model/left-documents.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import { documentsInOrder } from '../features/case-file/file/group-documents.ts';
import { Layers } from '../features/frame/layers.tsx';
import { DocumentViewer, evidenceHighlights } from '../features/viewer/index.ts';
import enViewer from '../i18n/en/viewer.json';
import frViewer from '../i18n/fr/viewer.json';
import { addCatalogue } from '../i18n/i18n.ts';
import { useActMutation, useCaseViewQuery } from '../state/case-endpoints.ts';
import { useSessionQuery, useStoreStatusQuery } from '../state/device-endpoints.ts';
import { CoreBanner } from '../ui/feedback/core-banner.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { ErrorNote } from '../ui/feedback/error-note.tsx';
import { Waiting } from '../ui/feedback/waiting.tsx';
import { useLanguage } from '../ui/format/use-format.ts';
import { useActions } from '../ui/keys/actions.tsx';
import { useShell } from '../ui/shell-context.tsx';

addCatalogue('viewer', { en: enViewer, fr: frViewer });

/** The torn-off viewer: one document at a time of the case it was torn off from. Nothing is cited or decided here. */
export function ViewerWindow() {
  const { t } = useTranslation('viewer');
  const shell = useShell();
  const [subject, setSubject] = useState<ViewerSubject | null>(shell.boot.subject);
  useEffect(() => shell.onSubject(setSubject), [shell]);
  const { data: store } = useStoreStatusQuery({});
  const { data: session } = useSessionQuery({});
  const isShut = store !== undefined && (store.state !== 'open' || session === null);
  if (isShut) return <Apart title={t('window.locked')} text={t('window.lockedText')} />;
  if (subject === null) return <Apart title={t('window.gone')} text={t('window.goneText')} />;
  if (session == null) return <Waiting label={t('window.loading')} />;
  return <CaseOfSubject subject={subject} setSubject={setSubject} actor={session.actor} />;
}

interface CaseOfSubjectProps {
  readonly subject: ViewerSubject;
  readonly setSubject: (subject: ViewerSubject) => void;
  readonly actor: Actor;
}

function CaseOfSubject({ subject, setSubject, actor }: CaseOfSubjectProps) {
  const { t } = useTranslation('viewer');
  const { currentData: view, error, refetch } = useCaseViewQuery({ caseId: subject.caseId });
  if (view === undefined) {
    if (error === undefined) return <Waiting label={t('window.loading')} />;
    return (
      <main className="viewer-window">
        <ErrorNote error={error}>
          <button type="button" onClick={() => void refetch()}>
            {t('again')}
          </button>
        </ErrorNote>
      </main>
    );
  }
  const document = [...view.state.documents, ...documentsLeft(view.state)].find(
    (each) => each.id === subject.documentId,
  );
  // Opened with its reason in the main window, or not shown at all.
  if (document === undefined || view.needsReason) return <Apart title={t('window.gone')} text={t('window.goneText')} />;
  const show = (documentId: string): void => setSubject({ caseId: subject.caseId, documentId });
  return <TornOff view={view} shown={document} show={show} actor={actor} />;
}

interface TornOffProps {
  readonly view: CaseView;
  readonly shown: DocumentRecord;
  readonly show: (documentId: string) => void;
  readonly actor: Actor;
}

function TornOff({ view, shown, show, actor }: TornOffProps) {
  const { state } = view;
  const language = useLanguage();
  const program = programFor(state.application.program);
  const [act] = useActMutation();
  const title = shown.title[language];
  const { number } = state.application;
  useEffect(() => {
    document.title = `${title} - ${number} - Dossier`;
  }, [title, number]);
  const isRead = shown.readBy[actor.officerId] !== undefined;
  const markRead = (): void => {
    const payload = { documentId: shown.id };
    void act({ actId: crypto.randomUUID(), caseId: state.id, type: 'document.mark-read', payload });
  };
  return (
    <main className="viewer-window" data-testid="viewer-window" data-case-id={state.id}>
      <Head state={state} documents={documentsInOrder(state, program)} shown={shown} show={show} actor={actor} />
      <DocumentViewer
        document={shown}
        caseId={state.id}
        standing={view.documents[shown.id] ?? null}
        highlights={evidenceHighlights(state.evidence, shown.id, program, language)}
        focusTarget={null}
        onRegionCited={() => undefined}
        onRead={isRead ? null : markRead}
        citing={false}
      />
      <CoreBanner />
      <Layers />
    </main>
  );
}

interface HeadProps extends Omit<TornOffProps, 'view'> {
  readonly state: CaseView['state'];
  readonly documents: readonly DocumentRecord[];
}

/** Which case it is, and the choice of its documents. */
function Head({ state, documents, shown, show, actor }: HeadProps) {
  const { t } = useTranslation('viewer');
  const language = useLanguage();
  const principal = state.applicants[0];
  const at = documents.findIndex((each) => each.id === shown.id);
  const step = (by: 1 | -1): void => {
    const next = documents[at + by];
    if (next !== undefined) show(next.id);
  };
  useActions('screen', [
    { id: 'document-next', label: t('window.next'), keys: [']', 'Ctrl+ArrowDown'], run: () => step(1) },
    { id: 'document-previous', label: t('window.previous'), keys: ['[', 'Ctrl+ArrowUp'], run: () => step(-1) },
  ]);
  const isRead = (document: DocumentRecord): boolean => document.readBy[actor.officerId] !== undefined;
  // An earlier version is not among the current ones, and still what is shown.
  const offered = at < 0 ? [shown, ...documents] : documents;
  return (
    <header className="viewer-window-head">
      <h1>
        {state.application.number} {principal === undefined ? '' : `${principal.familyName}, ${principal.givenNames}`}
      </h1>
      <span className="viewer-window-choice">
        <Step label={t('window.previous')} icon={<ChevronUpRegular />} run={() => step(-1)} disabled={at <= 0} />
        <Step
          label={t('window.next')}
          icon={<ChevronDownRegular />}
          run={() => step(1)}
          disabled={at >= documents.length - 1}
        />
        <select
          aria-label={t('window.document')}
          value={shown.id}
          onChange={(event) => show(event.target.value)}
          data-testid="window-document"
        >
          {offered.map((document) => (
            <option key={document.id} value={document.id}>
              {document.title[language]}
              {isRead(document) ? '' : ` (${t('window.unread')})`}
            </option>
          ))}
        </select>
      </span>
    </header>
  );
}

interface StepProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly run: () => void;
  readonly disabled: boolean;
}

function Step({ label, icon, run, disabled }: StepProps) {
  return (
    <button type="button" className="viewer-step" aria-label={label} title={label} disabled={disabled} onClick={run}>
      {icon}
    </button>
  );
}

function Apart({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <main className="viewer-window-apart">
      <EmptyState title={title} text={text} />
    </main>
  );
}
