import { useTranslation } from 'react-i18next';
import type { QueuePlace } from '../../../state/queue-place-slice.ts';
import { useActions } from '../../../ui/keys/actions.tsx';
import type { ListSteps } from './use-list-steps.ts';

/** The list's keys, wherever on the screen the focus is. Those of the arrows are the grid's own and listed only. */
export function useListActions(steps: ListSteps, place: QueuePlace): void {
  const { t } = useTranslation('queue');
  const hasCursor = place.cursor !== null;
  const { move, extend, toggle, selectAll, open } = steps;
  useActions('screen', [
    { id: 'next', label: t('keys.next'), keys: ['j', 'ArrowDown'], onlyKeys: true, run: () => move(1) },
    { id: 'previous', label: t('keys.previous'), keys: ['k', 'ArrowUp'], onlyKeys: true, run: () => move(-1) },
    { id: 'open', label: t('keys.open'), keys: ['o'], enabled: hasCursor, run: open },
    { id: 'select', label: t('keys.select'), keys: ['x'], enabled: hasCursor, onlyKeys: true, run: toggle },
    // Also on an empty list: the browser would mark the text of the whole screen.
    { id: 'select-all', label: t('keys.selectAll'), keys: ['Ctrl+A'], onlyKeys: true, run: selectAll },
    {
      id: 'extend-down',
      label: t('keys.extendDown'),
      keys: ['Shift+j', 'Shift+ArrowDown'],
      onlyKeys: true,
      run: () => extend(1),
    },
    {
      id: 'extend-up',
      label: t('keys.extendUp'),
      keys: ['Shift+k', 'Shift+ArrowUp'],
      onlyKeys: true,
      run: () => extend(-1),
    },
    {
      id: 'list-first',
      label: t('keys.first'),
      keys: ['Home'],
      onlyKeys: true,
      run: () => steps.moveTo(0),
    },
    {
      id: 'list-last',
      label: t('keys.last'),
      keys: ['End'],
      onlyKeys: true,
      run: () => steps.moveTo(Number.MAX_SAFE_INTEGER),
    },
  ]);
}
