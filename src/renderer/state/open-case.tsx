import type { ReactNode } from 'react';
import { createContext, useCallback, useContext, useMemo, useState, useSyncExternalStore } from 'react';
import type { ActInput, CaseView } from '#shared/contract/case-file.ts';
import type { PlainError } from '#shared/errors/app-error.ts';
import type { Actor } from '#shared/model/actor.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { CommandPayload, CommandType } from '#shared/model/command.ts';
import type { PageRegion } from '#shared/model/evidence.ts';
import type { Day } from '#shared/model/ids.ts';
import type { Program } from '#shared/model/programs/program.ts';
import { caseApi, usePeopleQuery } from './case-endpoints.ts';
import { useAppDispatch } from './store.ts';
import type { TypedTexts } from './typed-endpoints.ts';
import { typedApi } from './typed-endpoints.ts';
import type { KeepingState, TypedKeeper } from './typed-keeper.ts';

export type CaseTab = 'assess' | 'notes' | 'decide' | 'history';

/** A page of the file, and where on it. */
export interface PagePlace {
  readonly documentId: string;
  readonly pageIndex: number;
  readonly region: PageRegion | null;
}

/** The case on the screen, and the ways to move within it. */
export interface OpenCase {
  readonly view: CaseView;
  readonly state: CaseState;
  readonly program: Program;
  readonly actor: Actor;
  readonly today: Day;
  /** The person holds the case and may work on its merits. */
  readonly mayWork: boolean;
  readonly showPage: (place: PagePlace) => void;
  /** Shows a tab of the desk and puts the focus on what is marked `data-field` there. */
  readonly showTab: (tab: CaseTab, field?: string) => void;
  readonly keeper: TypedKeeper;
  readonly keeping: KeepingState;
  /** What was typed and kept before; undefined until it is read. */
  readonly typedBefore: TypedTexts | undefined;
  /** The name behind a user code, or the code where this device does not know it. */
  readonly nameOf: NameOf;
}

export type NameOf = (officerId: string | null) => string;

const OpenCaseContext = createContext<OpenCase | null>(null);

export function OpenCaseProvider({ value, children }: { readonly value: OpenCase; readonly children: ReactNode }) {
  return <OpenCaseContext value={value}>{children}</OpenCaseContext>;
}

export function useOpenCase(): OpenCase {
  const value = useContext(OpenCaseContext);
  if (value === null) throw new Error('the open case is used inside the case screen');
  return value;
}

export interface CaseAct {
  /** Does an act on the open case; false where it was not done, with `error` saying why. */
  readonly perform: <Type extends CommandType>(type: Type, payload: CommandPayload<Type>) => Promise<boolean>;
  readonly error: PlainError | null;
  readonly clearError: () => void;
  readonly isBusy: boolean;
}

/** Acts of one part of the screen, so that an error stands beside what caused it. */
export function useCaseAct(): CaseAct {
  const { state } = useOpenCase();
  const caseId = state.id;
  const dispatch = useAppDispatch();
  const [running, setRunning] = useState(0);
  const [failed, setFailed] = useState<{ readonly caseId: string; readonly error: PlainError } | null>(null);
  const perform = useCallback<CaseAct['perform']>(
    async (type, payload) => {
      const input = { actId: crypto.randomUUID(), caseId, type, payload } as unknown as ActInput;
      setRunning((count) => count + 1);
      // Not by the hook of the endpoint: a screen of fifty lines that may act would keep fifty subscriptions.
      const answer = await dispatch(caseApi.endpoints.act.initiate(input, { track: false }));
      setRunning((count) => count - 1);
      setFailed(answer.error === undefined ? null : { caseId, error: answer.error as PlainError });
      return answer.error === undefined;
    },
    [dispatch, caseId],
  );
  const clearError = useCallback(() => setFailed(null), []);
  return { perform, error: failed?.caseId === caseId ? failed.error : null, clearError, isBusy: running > 0 };
}

export interface TypedText {
  /** Null: nothing typed is kept for the field. Undefined: not read yet. */
  readonly text: string | null | undefined;
  readonly keep: (text: string | null) => void;
}

/** A field of the open case whose text is on disk as it is typed. */
export function useTypedText(field: string): TypedText {
  const { state, actor, keeper, typedBefore } = useOpenCase();
  const dispatch = useAppDispatch();
  const caseId = state.id;
  const { officerId } = actor;
  const keep = useCallback(
    (text: string | null) => {
      keeper.put({ caseId, field, text });
      // The store tells its subscribers late: for whoever opens the case next, not for the field being typed in.
      dispatch(
        typedApi.util.updateQueryData('typed', { caseId, officerId }, (texts) => {
          const changed = texts as Record<string, string>;
          if (text === null) delete changed[field];
          else changed[field] = text;
        }),
      );
    },
    [dispatch, caseId, officerId, field, keeper],
  );
  const typed = useSyncExternalStore(keeper.subscribe, () => keeper.typed(caseId, field));
  if (typed !== undefined) return { text: typed, keep };
  return { text: typedBefore === undefined ? undefined : (typedBefore[field] ?? null), keep };
}

/** Names of colleagues, as far as this device knows them. */
export function useNames(): NameOf {
  const { data } = usePeopleQuery({});
  return useMemo(() => {
    const names = new Map((data ?? []).map((person) => [person.officerId as string, person.name]));
    return (officerId) => (officerId === null ? '' : (names.get(officerId) ?? officerId));
  }, [data]);
}
