import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '#shared/contract/case-file.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import type { Actor } from '#shared/model/actor.ts';
import enCase from '../../i18n/en/case.json';
import enDecide from '../../i18n/en/decide.json';
import frCase from '../../i18n/fr/case.json';
import frDecide from '../../i18n/fr/decide.json';
import { addCatalogue } from '../../i18n/i18n.ts';
import { useCaseViewQuery, useOpenCaseMutation } from '../../state/case-endpoints.ts';
import { useSessionQuery } from '../../state/device-endpoints.ts';
import { selectRoute } from '../../state/route-slice.ts';
import { useAppSelector } from '../../state/store.ts';
import { asPlainError } from '../../ui/feedback/error-note.tsx';
import { Waiting } from '../../ui/feedback/waiting.tsx';
import { CaseGone } from './case-gone.tsx';
import { CaseWork } from './case-work.tsx';
import { ReasonGate } from './reason-gate.tsx';
import './case-file.css';
import './desk.css';

addCatalogue('case', { en: enCase, fr: frCase });
addCatalogue('decide', { en: enDecide, fr: frDecide });

/** The case of the present route. It stays mounted from case to case: a switch changes what it shows, not what it is. */
export function CaseScreen() {
  const route = useAppSelector(selectRoute);
  const { data: session } = useSessionQuery({});
  // The route leaves before the screen does.
  const [last, setLast] = useState(route);
  if (route.screen === 'case' && route !== last) setLast(route);
  const shown = route.screen === 'case' ? route : last;
  if (shown.screen !== 'case' || session == null) return null;
  return <CaseOf caseId={shown.caseId} documentId={shown.documentId} tab={shown.tab} actor={session.actor} />;
}

interface CaseOfProps {
  readonly caseId: string;
  readonly documentId: string | undefined;
  readonly tab: 'decide' | undefined;
  readonly actor: Actor;
}

const leftCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['case-not-on-device', 'case-not-found']);

function CaseOf({ caseId, documentId, tab, actor }: CaseOfProps) {
  const { t } = useTranslation('case');
  const { currentData: view, error, refetch } = useCaseViewQuery({ caseId });
  const opening = useOpening(view, actor);
  // What was shown stays in the cache when the case leaves the device: it must not be worked on any more.
  const isGone = error !== undefined && leftCodes.has(asPlainError(error).code);
  if (view === undefined || isGone) {
    if (error === undefined) return <Waiting label={t('opening')} />;
    return <CaseGone caseId={caseId} actor={actor} error={error} again={() => void refetch()} />;
  }
  if (opening.needsReason) return <ReasonGate view={view} actor={actor} open={opening.open} error={opening.error} />;
  return <CaseWork view={view} actor={actor} wantedDocument={documentId} wantedTab={tab} />;
}

interface Opening {
  readonly needsReason: boolean;
  readonly open: (reason: string) => void;
  readonly error: unknown;
}

/**
 * Every opening of a case is recorded, once a visit. The own workload opens at once and is recorded behind; any other
 * case is shown only after a reason was given and recorded. Coming back to it in the same visit records the same reason.
 */
function useOpening(view: CaseView | undefined, actor: Actor): Opening {
  const [send, { error }] = useOpenCaseMutation();
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const [visited, setVisited] = useState<string | null>(null);
  const caseId = view?.state.id;
  const isOwn = view?.state.assignment.officerId === actor.officerId;
  const reason = caseId === undefined ? undefined : reasons[caseId];
  // Released during the visit, it stays on the screen until it is left.
  const mayShow = isOwn || reason !== undefined || (caseId !== undefined && visited === caseId);
  useEffect(() => {
    if (caseId === undefined || visited === caseId || !mayShow) return;
    setVisited(caseId);
    void send({ actId: crypto.randomUUID(), caseId, reason: reason ?? null });
  }, [caseId, visited, mayShow, reason, send]);
  const open = async (given: string): Promise<void> => {
    if (caseId === undefined) return;
    const answer = await send({ actId: crypto.randomUUID(), caseId, reason: given });
    if (answer.error !== undefined) return;
    setVisited(caseId);
    setReasons((all) => ({ ...all, [caseId]: given }));
  };
  return { needsReason: view?.needsReason === true || !mayShow, error, open: (given) => void open(given) };
}
