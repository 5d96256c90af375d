import type { ReactNode } from 'react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueFilter } from '#shared/contract/queue.ts';
import { noFilter } from '../../../state/built-in-views.ts';
import type { QueuePlace } from '../../../state/queue-place-slice.ts';
import { densityTurned, filterChanged, filterCleared, orderChanged } from '../../../state/queue-place-slice.ts';
import { useAppDispatch } from '../../../state/store.ts';
import { ChipMenu } from '../../../ui/chip-menu.tsx';
import {
  ageChoices,
  bringForwardChoices,
  flagChoices,
  groupChoices,
  holderChoices,
  markChoices,
  programChoices,
  stageChoices,
} from './choices.ts';

export interface FilterChipsProps extends Pick<QueuePlace, 'filter' | 'order' | 'dense'> {
  /** Officers to choose from, where the list shows whose case it is. */
  readonly officers: readonly { readonly officerId: string; readonly name: string }[];
}

/** True where anything but the holder narrows the list. */
export function isFiltered(filter: QueueFilter): boolean {
  return JSON.stringify({ ...filter, holder: 'all' }) !== JSON.stringify(noFilter);
}

/** The filters as chips, then how the list is grouped. Memoized: the cursor moves far more often than a filter changes. */
export const FilterChips = memo(function FilterChips({ filter, order, dense, officers }: FilterChipsProps) {
  const { t } = useTranslation(['queue', 'domain']);
  const dispatch = useAppDispatch();
  const change = (part: Partial<QueueFilter>): void => void dispatch(filterChanged(part));
  return (
    <div className="queue-chips" role="group" aria-label={t('queue:filters')}>
      <AnyChip
        of="programs"
        all={programChoices}
        chosen={filter.programs}
        label={(id) => t(`domain:program.${id}`)}
        onChange={(programs) => change({ programs })}
      />
      <AnyChip
        of="stages"
        all={stageChoices}
        chosen={filter.stages}
        label={(id) => t(`domain:stage.${id}`)}
        onChange={(stages) => change({ stages })}
      >
        <label className="queue-closed">
          <input
            type="checkbox"
            checked={filter.closed}
            onChange={(event) => change({ closed: event.target.checked })}
          />
          {t('queue:closed')}
        </label>
      </AnyChip>
      <OneChip
        of="age"
        all={ageChoices}
        chosen={filter.age}
        isQuiet={filter.age === 'any'}
        label={(id) => t(`queue:age.${id}`)}
        onChange={(age) => change({ age })}
      />
      <AnyChip
        of="flags"
        all={flagChoices}
        chosen={filter.flags}
        label={(id) => t(`domain:flag.${id}`)}
        onChange={(flags) => change({ flags })}
      />
      <AnyChip
        of="marks"
        all={markChoices}
        chosen={filter.marks}
        label={(id) => t(`domain:mark.${id}`)}
        onChange={(marks) => change({ marks })}
      />
      <HolderChips filter={filter} officers={officers} change={change} />
      <OneChip
        of="bringForward"
        all={bringForwardChoices}
        chosen={filter.bringForward}
        isQuiet={filter.bringForward === 'any'}
        label={(id) => t(`queue:bringForward.${id}`)}
        onChange={(bringForward) => change({ bringForward })}
      />
      <OneChip
        of="group"
        all={groupChoices}
        chosen={order.group}
        isQuiet={order.group === 'none'}
        label={(id) => t(`queue:group.${id}`)}
        onChange={(group) => void dispatch(orderChanged({ group }))}
      >
        <label className="queue-dense">
          <input type="checkbox" checked={dense} onChange={() => dispatch(densityTurned())} />
          {t('queue:denseLabel')}
        </label>
      </OneChip>
      {isFiltered(filter) && (
        <button
          type="button"
          className="link-button"
          data-testid="clear-filters"
          onClick={() => dispatch(filterCleared())}
        >
          {t('queue:clear')}
        </button>
      )}
    </div>
  );
});

interface HolderChipsProps {
  readonly filter: QueueFilter;
  readonly officers: FilterChipsProps['officers'];
  readonly change: (part: Partial<QueueFilter>) => void;
}

/** Whose cases: mine, nobody's or anyone's; and where the list shows officers, certain ones. */
function HolderChips({ filter, officers, change }: HolderChipsProps) {
  const { t } = useTranslation('queue');
  return (
    <>
      <OneChip
        of="holder"
        all={holderChoices}
        chosen={filter.holder}
        isQuiet={filter.holder === 'all'}
        label={(id) => t(`holder.${id}`)}
        onChange={(holder) => change({ holder })}
      />
      {officers.length > 0 && (
        <AnyChip<string>
          of="officers"
          all={officers.map(({ officerId }) => officerId)}
          chosen={filter.officers}
          label={(id) => officers.find(({ officerId }) => officerId === id)?.name ?? id}
          onChange={(chosen) => change({ officers: chosen as QueueFilter['officers'] })}
        />
      )}
    </>
  );
}

interface AnyChipProps<Value extends string> {
  readonly of: 'programs' | 'stages' | 'flags' | 'marks' | 'officers';
  readonly all: readonly Value[];
  readonly chosen: readonly Value[];
  readonly label: (value: Value) => string;
  readonly onChange: (chosen: Value[]) => void;
  readonly children?: ReactNode;
}

/** Any of several values; the chip names the first and counts the others. */
function AnyChip<Value extends string>({ of, all, chosen, label, onChange, children }: AnyChipProps<Value>) {
  const { t } = useTranslation('queue');
  const [first, ...others] = chosen.map(label);
  const summary = others.length === 0 ? first : t('more', { first, count: others.length });
  return (
    <ChipMenu
      kind="any"
      name={t(`filter.${of}`)}
      summary={summary ?? ''}
      choices={all.map((value) => ({ value, label: label(value) }))}
      chosen={chosen}
      onChange={(values) => onChange([...values])}
      testId={`chip-${of}`}
    >
      {children}
    </ChipMenu>
  );
}

interface OneChipProps<Value extends string> {
  readonly of: 'age' | 'holder' | 'bringForward' | 'group';
  readonly all: readonly Value[];
  readonly chosen: Value;
  /** The value that narrows nothing: the chip stays quiet. */
  readonly isQuiet: boolean;
  readonly label: (value: Value) => string;
  readonly onChange: (chosen: Value) => void;
  readonly children?: ReactNode;
}

function OneChip<Value extends string>({ of, all, chosen, isQuiet, label, onChange, children }: OneChipProps<Value>) {
  const { t } = useTranslation('queue');
  return (
    <ChipMenu
      kind="one"
      name={t(`filter.${of}`)}
      summary={isQuiet ? '' : label(chosen)}
      choices={all.map((value) => ({ value, label: label(value) }))}
      chosen={[chosen]}
      onChange={([value]) => {
        if (value !== undefined) onChange(value);
      }}
      testId={`chip-${of}`}
    >
      {children}
    </ChipMenu>
  );
}
