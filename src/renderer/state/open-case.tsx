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
import { useActMutation, usePeopleQuery } from './case-endpoints.ts';
import { useAppDispatch } from './store.ts';
import { typedApi, useTypedQuery } from './typed-endpoints.ts';
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
}

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
  const [send, { isLoading }] = useActMutation();
  const [failed, setFailed] = useState<{ readonly caseId: string; readonly error: PlainError } | null>(null);
  const perform = useCallback<CaseAct['perform']>(
    async (type, payload) => {
      const input = { actId: crypto.randomUUID(), caseId, type, payload } as unknown as ActInput;
      const answer = await send(input);
      setFailed(answer.error === undefined ? null : { caseId, error: answer.error as PlainError });
      return answer.error === undefined;
    },
    [send, caseId],
  );
  const clearError = useCallback(() => setFailed(null), []);
  return { perform, error: failed?.caseId === caseId ? failed.error : null, clearError, isBusy: isLoading };
}

export interface TypedText {
  /** Null: nothing typed is kept for the field. Undefined: not read yet. */
  readonly text: string | null | undefined;
  readonly keep: (text: string | null) => void;
}

/** A field of the open case whose text is on disk as it is typed. */
export function useTypedText(field: string): TypedText {
  const { state, actor, keeper } = useOpenCase();
  const dispatch = useAppDispatch();
  const caseId = state.id;
  const { officerId } = actor;
  const { currentData } = useTypedQuery({ caseId, officerId });
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
  return { text: currentData === undefined ? undefined : (currentData[field] ?? null), keep };
}

/** The name behind a user code, or the code where this device does not know it. */
export function usePersonName(): (officerId: string | null) => string {
  const { data } = usePeopleQuery({});
  return useMemo(() => {
    const names = new Map((data ?? []).map((person) => [person.officerId as string, person.name]));
    return (officerId) => (officerId === null ? '' : (names.get(officerId) ?? officerId));
  }, [data]);
}
