import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '#shared/contract/case-file.ts';
import type { Actor } from '#shared/model/actor.ts';
import { isDecisionMaker } from '#shared/model/actor.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import type { OpenCase, PagePlace } from '../../state/open-case.tsx';
import { OpenCaseProvider, useNames } from '../../state/open-case.tsx';
import { wentBack } from '../../state/route-slice.ts';
import { useAppDispatch } from '../../state/store.ts';
import { typedApi, useTypedQuery } from '../../state/typed-endpoints.ts';
import type { KeepingState } from '../../state/typed-keeper.ts';
import { TypedKeeper } from '../../state/typed-keeper.ts';
import { useActions } from '../../ui/keys/actions.tsx';
import { useShell } from '../../ui/shell-context.tsx';
import { CiteDialog, KeepDraft } from '../decision/index.ts';
import { CaseBanners } from './banners/case-banners.tsx';
import { Desk } from './desk.tsx';
import { FilePane } from './file/file-pane.tsx';
import { CaseHeader } from './header/case-header.tsx';
import { Panes } from './panes/panes.tsx';
import { Reader } from './reader.tsx';
import { useCasePlace } from './use-case-place.ts';
import { useToday } from './use-today.ts';
import { WholeCase } from './whole-case.tsx';

export interface CaseWorkProps {
  readonly view: CaseView;
  readonly actor: Actor;
  readonly wantedDocument: string | undefined;
  readonly wantedTab: 'decide' | undefined;
}

/** A case that may be read: header, file, viewer, desk. */
export function CaseWork({ view, actor, wantedDocument, wantedTab }: CaseWorkProps) {
  const { state } = view;
  const place = useCasePlace(state, actor.officerId, wantedDocument);
  const [citing, setCiting] = useState<PagePlace | null>(null);
  const { keeper, keeping } = useKeeper();
  const { currentData: typedBefore } = useTypedQuery({ caseId: state.id, officerId: actor.officerId });
  const nameOf = useNames();
  const today = useToday();
  const { showPage, showTab } = place;
  const open = useMemo<OpenCase>(
    () => ({
      view,
      state,
      program: programFor(state.application.program),
      actor,
      today,
      mayWork:
        isDecisionMaker(actor) &&
        state.assignment.officerId === actor.officerId &&
        state.application.status === 'open' &&
        state.decision.signed === null,
      showPage,
      showTab,
      keeper,
      keeping,
      typedBefore,
      nameOf,
    }),
    [view, state, actor, today, showPage, showTab, keeper, keeping, typedBefore, nameOf],
  );
  useCaseKeys(showTab);
  useEffect(() => {
    if (wantedTab !== undefined) showTab(wantedTab);
  }, [state.id, wantedTab, showTab]);
  const closeCite = useCallback(() => setCiting(null), []);
  return (
    <OpenCaseProvider value={open}>
      <KeepDraft key={state.id} />
      <article className="case" data-testid="case" data-case-id={state.id} aria-label={state.application.number}>
        <CaseHeader />
        <WholeCase key={state.id} view={view} />
        <CaseBanners />
        <Panes
          file={<FilePane page={place.page} />}
          viewer={<Reader place={place} onCite={setCiting} />}
          desk={<Desk tab={place.tab} wish={place.wish} />}
        />
      </article>
      {citing !== null && <CiteDialog place={citing} close={closeCite} />}
    </OpenCaseProvider>
  );
}

/** Sends what is typed to the core shortly after the last key, and at once when the case, the window or the app is left. */
function useKeeper(): { readonly keeper: TypedKeeper; readonly keeping: KeepingState } {
  const dispatch = useAppDispatch();
  const shell = useShell();
  const [keeping, setKeeping] = useState<KeepingState>('kept');
  const keeper = useMemo(
    () =>
      new TypedKeeper({
        send: async (entry) => {
          const answer = await dispatch(typedApi.endpoints.keepTyped.initiate(entry));
          return answer.error === undefined;
        },
        onState: setKeeping,
        later: (run, afterMs) => {
          const timer = setTimeout(run, afterMs);
          return () => clearTimeout(timer);
        },
      }),
    [dispatch],
  );
  useEffect(() => {
    const stop = shell.onBeforeClose(() => keeper.flush());
    const flush = (): void => void keeper.flush();
    // Before a chord or a click can lock the store or leave the case: what is sent first arrives first.
    const beforeChord = ({ key }: KeyboardEvent): void => {
      if (key === 'Control' || key === 'Meta' || key === 'Alt') flush();
    };
    window.addEventListener('blur', flush);
    window.addEventListener('pointerdown', flush, { capture: true });
    window.addEventListener('keydown', beforeChord, { capture: true });
    return () => {
      stop();
      window.removeEventListener('blur', flush);
      window.removeEventListener('pointerdown', flush, { capture: true });
      window.removeEventListener('keydown', beforeChord, { capture: true });
      flush();
    };
  }, [shell, keeper]);
  return { keeper, keeping };
}

function useCaseKeys(showTab: OpenCase['showTab']): void {
  const { t } = useTranslation('case');
  const dispatch = useAppDispatch();
  useActions('screen', [
    { id: 'case-back', label: t('keys.back'), keys: ['Escape'], run: () => void dispatch(wentBack()) },
    { id: 'case-assess', label: t('keys.assess'), keys: ['a'], run: () => showTab('assess') },
    { id: 'case-notes', label: t('keys.notes'), keys: ['n'], run: () => showTab('notes') },
    { id: 'case-decide', label: t('keys.decide'), keys: ['d'], run: () => showTab('decide') },
    { id: 'case-history', label: t('keys.history'), keys: ['h'], run: () => showTab('history') },
  ]);
}
