import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandType } from '#shared/model/command.ts';
import { ChipMenu } from '../../ui/chip-menu.tsx';
import { useActions } from '../../ui/keys/actions.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { actKinds } from './act-kinds.ts';

export type Show = 'open' | 'refused' | 'all';
export const shows: readonly Show[] = ['all', 'open', 'refused'];

export interface OutboxFilterState {
  readonly show: Show;
  readonly caseNumber: string;
  readonly kinds: readonly CommandType[];
  readonly whose: 'own' | 'everyone';
}

export interface OutboxFilterProps {
  readonly filter: OutboxFilterState;
  readonly change: (part: Partial<OutboxFilterState>) => void;
  /** Several people have acts on this device. */
  readonly isShared: boolean;
}

/** Which lines of the ledger: by state, case number, kind of act, and person where several share the device. */
export function OutboxFilter({ filter, change, isShared }: OutboxFilterProps) {
  const { t } = useTranslation(['outbox', 'domain']);
  const { show, caseNumber, kinds, whose } = filter;
  const search = useRef<HTMLInputElement>(null);
  useActions('screen', [
    { id: 'outbox-search', label: t('outbox:search'), keys: ['/', 'Ctrl+F'], run: () => search.current?.select() },
  ]);
  const choices = actKinds.map((value) => ({ value, label: t(`domain:command.${value}`) }));
  return (
    <>
      <div className="view-bar" role="group" aria-label={t('outbox:showLabel')}>
        {shows.map((choice) => (
          <button
            key={choice}
            type="button"
            className="view-tab"
            aria-pressed={choice === show}
            data-testid={`outbox-${choice}`}
            onClick={() => change({ show: choice })}
          >
            {t(`outbox:show.${choice}`)}
          </button>
        ))}
      </div>
      <SearchField
        input={search}
        label={t('outbox:search')}
        placeholder={t('outbox:search')}
        maxLength={40}
        testId="outbox-search"
        value={caseNumber}
        type={(text) => change({ caseNumber: text })}
        onKeyDown={({ key }) => key === 'Escape' && change({ caseNumber: '' })}
      />
      <ChipMenu
        name={t('outbox:kind')}
        summary={kinds.map((each) => t(`domain:command.${each}`)).join(', ')}
        choices={choices}
        chosen={kinds}
        kind="any"
        onChange={(chosen) => change({ kinds: chosen })}
        testId="outbox-kinds"
      />
      {isShared && (
        <ChipMenu
          name={t('outbox:whose')}
          summary={whose === 'own' ? '' : t('outbox:everyone')}
          choices={[
            { value: 'own' as const, label: t('outbox:own') },
            { value: 'everyone' as const, label: t('outbox:everyone') },
          ]}
          chosen={[whose]}
          kind="one"
          onChange={([chosen]) => change({ whose: chosen ?? 'own' })}
          testId="outbox-whose"
        />
      )}
    </>
  );
}
