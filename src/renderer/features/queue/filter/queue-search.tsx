import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filterChanged } from '../../../state/queue-place-slice.ts';
import { searchFocused, selectWantsSearch } from '../../../state/route-slice.ts';
import { useAppDispatch, useAppSelector } from '../../../state/store.ts';
import { useActions } from '../../../ui/keys/actions.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { useSettled } from '../../../ui/use-settled.ts';

const typingRestMs = 150;

/** Words looked for in fields and notes. `/` comes here, Escape goes back to the list. */
export function QueueSearch({ text, leave }: { readonly text: string; readonly leave: () => void }) {
  const { t } = useTranslation('queue');
  const dispatch = useAppDispatch();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(text);
  const settled = useSettled(typed, typingRestMs);
  const sent = useRef(text);
  useEffect(() => {
    if (settled === sent.current) return;
    sent.current = settled;
    dispatch(filterChanged({ text: settled }));
  }, [settled, dispatch]);
  useEffect(() => {
    // A view was chosen or the filters were cleared: the field follows.
    if (text === sent.current) return;
    sent.current = text;
    setTyped(text);
  }, [text]);
  const wantsSearch = useAppSelector(selectWantsSearch);
  useEffect(() => {
    if (!wantsSearch) return;
    input.current?.focus();
    input.current?.select();
    dispatch(searchFocused());
  }, [wantsSearch, dispatch]);
  useActions('screen', [
    {
      id: 'search',
      label: t('keys.search'),
      keys: ['/', 'Ctrl+F'],
      run: () => {
        input.current?.focus();
        input.current?.select();
      },
    },
  ]);
  return (
    <SearchField
      input={input}
      label={t('searchLabel')}
      placeholder={t('search')}
      maxLength={200}
      testId="queue-search"
      value={typed}
      type={setTyped}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'ArrowDown') leave();
        else if (event.key === 'Escape' && typed !== '') setTyped('');
        else if (event.key === 'Escape') leave();
        else return;
        event.preventDefault();
      }}
    />
  );
}
