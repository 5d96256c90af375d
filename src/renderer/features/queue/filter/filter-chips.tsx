import { useTranslation } from 'react-i18next';
import type { QueueFilter } from '#shared/contract/queue.ts';
import { noFilter } from '../../../state/built-in-views.ts';
import { filterChanged, filterCleared, orderChanged } from '../../../state/queue-place-slice.ts';
import type { QueuePlace } from '../../../state/queue-place-slice.ts';
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

export interface FilterChipsProps {
  readonly place: QueuePlace;
  /** Officers to choose from, where the list shows whose case it is. */
  readonly officers: readonly { readonly officerId: string; readonly name: string }[];
}

/** True where anything but the holder narrows the list. */
export function isFiltered(filter: QueueFilter): boolean {
  return JSON.stringify({ ...filter, holder: 'all' }) !== JSON.stringify(noFilter);
}

/** The filters as chips, then how the list is grouped. */
export function FilterChips({ place, officers }: FilterChipsProps) {
  const { t } = useTranslation(['queue', 'domain']);
  const dispatch = useAppDispatch();
  const { filter, order } = place;
  const change = (part: Partial<QueueFilter>): void => void dispatch(filterChanged(part));
  const summary = (labels: readonly string[]): string => {
    const [first, ...others] = labels;
    if (first === undefined) return '';
    return others.length === 0 ? first : t('queue:more', { first, count: others.length });
  };
  const anyOf = <Value extends string>(
    key: 'programs' | 'stages' | 'flags' | 'marks',
    all: readonly Value[],
    chosen: readonly Value[],
    label: (value: Value) => string,
    toPart: (values: readonly Value[]) => Partial<QueueFilter>,
  ) => (
    <ChipMenu
      kind="any"
      name={t(`queue:filter.${key}`)}
      summary={summary(chosen.map(label))}
      choices={all.map((value) => ({ value, label: label(value) }))}
      chosen={chosen}
      onChange={(values) => change(toPart(values))}
      testId={`chip-${key}`}
    />
  );
  return (
    <div className="queue-chips" role="group" aria-label={t('queue:filters')}>
      {anyOf('programs', programChoices, filter.programs, (id) => t(`domain:program.${id}`), (programs) => ({
        programs: [...programs],
      }))}
      {anyOf('stages', stageChoices, filter.stages, (id) => t(`domain:stage.${id}`), (stages) => ({
        stages: [...stages],
      }))}
      <ChipMenu
        kind="one"
        name={t('queue:filter.age')}
        summary={filter.age === 'any' ? '' : t(`queue:age.${filter.age}`)}
        choices={ageChoices.map((value) => ({ value, label: t(`queue:age.${value}`) }))}
        chosen={[filter.age]}
        onChange={([age]) => change(age === undefined ? {} : { age })}
        testId="chip-age"
      />
      {anyOf('flags', flagChoices, filter.flags, (id) => t(`domain:flag.${id}`), (flags) => ({ flags: [...flags] }))}
      {anyOf('marks', markChoices, filter.marks, (id) => t(`domain:mark.${id}`), (marks) => ({ marks: [...marks] }))}
      <ChipMenu
        kind="one"
        name={t('queue:filter.holder')}
        summary={filter.holder === 'all' ? '' : t(`queue:holder.${filter.holder}`)}
        choices={holderChoices.map((value) => ({ value, label: t(`queue:holder.${value}`) }))}
        chosen={[filter.holder]}
        onChange={([holder]) => change(holder === undefined ? {} : { holder })}
        testId="chip-holder"
      />
      {officers.length > 0 && (
        <ChipMenu
          kind="any"
          name={t('queue:filter.officers')}
          summary={summary(officers.filter(({ officerId }) => has(filter.officers, officerId)).map(({ name }) => name))}
          choices={officers.map(({ officerId, name }) => ({ value: officerId, label: name }))}
          chosen={filter.officers as readonly string[]}
          onChange={(chosen) => change({ officers: chosen as QueueFilter['officers'] })}
          testId="chip-officers"
        />
      )}
      <ChipMenu
        kind="one"
        name={t('queue:filter.bringForward')}
        summary={filter.bringForward === 'any' ? '' : t(`queue:bringForward.${filter.bringForward}`)}
        choices={bringForwardChoices.map((value) => ({ value, label: t(`queue:bringForward.${value}`) }))}
        chosen={[filter.bringForward]}
        onChange={([bringForward]) => change(bringForward === undefined ? {} : { bringForward })}
        testId="chip-bring-forward"
      >
        <label className="queue-closed">
          <input
            type="checkbox"
            checked={filter.closed}
            onChange={(event) => change({ closed: event.target.checked })}
          />
          {t('queue:closed')}
        </label>
      </ChipMenu>
      <ChipMenu
        kind="one"
        name={t('queue:filter.group')}
        summary={order.group === 'none' ? '' : t(`queue:group.${order.group}`)}
        choices={groupChoices.map((value) => ({ value, label: t(`queue:group.${value}`) }))}
        chosen={[order.group]}
        onChange={([group]) => void dispatch(orderChanged(group === undefined ? {} : { group }))}
        testId="chip-group"
      />
      {isFiltered(filter) && (
        <button type="button" className="link-button" data-testid="clear-filters" onClick={() => dispatch(filterCleared())}>
          {t('queue:clear')}
        </button>
      )}
    </div>
  );
}

function has(all: readonly string[], one: string): boolean {
  return all.includes(one);
}
