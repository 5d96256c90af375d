import { skipToken } from '@reduxjs/toolkit/query';
import { useTranslation } from 'react-i18next';
import { noFilter, standardOrder } from '../../../state/built-in-views.ts';
import { queueApi } from '../../../state/queue-endpoints.ts';
import { wentTo } from '../../../state/route-slice.ts';
import { useAppDispatch } from '../../../state/store.ts';
import { useOfferedActions } from '../../../ui/keys/actions.tsx';
import { useSettled } from '../../../ui/use-settled.ts';
import { matchScore } from './match.ts';

export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  /** Small beside the label: the case's name, or what kind of entry it is. */
  readonly note: string;
  readonly chord?: string;
  readonly run: () => void;
}

const mostCases = 8;
const typingRestMs = 120;

/** Commands that fit what is typed, the best first, then cases. Cases first where what is typed holds a digit. */
export function usePaletteEntries(typed: string): readonly PaletteEntry[] {
  const commands = useCommandEntries(typed);
  const cases = useCaseEntries(typed);
  return /\d/u.test(typed) ? [...cases, ...commands] : [...commands, ...cases];
}

function useCommandEntries(typed: string): readonly PaletteEntry[] {
  const groups = useOfferedActions();
  return groups
    .toReversed()
    .flatMap((group) => group.actions)
    .filter((action) => action.onlyKeys !== true && action.enabled !== false)
    .flatMap((action) => {
      const score = matchScore(action.label, typed);
      return score === null ? [] : [{ action, score }];
    })
    .toSorted((one, other) => other.score - one.score)
    .map(({ action: { id, label, keys, run } }) => {
      const [chord] = keys ?? [];
      return { id: `command-${id}`, label, note: '', run, ...(chord === undefined ? {} : { chord }) };
    });
}

function useCaseEntries(typed: string): readonly PaletteEntry[] {
  const { t } = useTranslation('domain');
  const dispatch = useAppDispatch();
  const text = useSettled(typed.trim(), typingRestMs);
  const { data } = queueApi.useQueueWindowQuery(
    text.length < 2
      ? skipToken
      : { filter: { ...noFilter, text, closed: true }, order: standardOrder, offset: 0, limit: mostCases },
  );
  if (data === undefined || text.length < 2) return [];
  return data.rows.map((row) => ({
    id: `case-${row.caseId}`,
    label: `${row.number}  ${row.name}`,
    note: t(`program.${row.program}`),
    run: () => void dispatch(wentTo({ screen: 'case', caseId: row.caseId })),
  }));
}
