import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format/use-format.ts';

const most = 500;

export interface TripChoiceFormProps {
  readonly by: 'next' | 'cases';
  readonly setBy: (by: 'next' | 'cases') => void;
  readonly count: number;
  readonly setCount: (count: number) => void;
  /** Cases selected in the queue. */
  readonly selected: number;
}

/** The next ones of the own queue, or those selected in it. */
export function TripChoiceForm({ by, setBy, count, setCount, selected }: TripChoiceFormProps) {
  const { t } = useTranslation('trip');
  const format = useFormat();
  const shown = selected === 0 ? 'next' : by;
  return (
    <fieldset className="trip-choice">
      <legend className="visually-hidden">{t('choose')}</legend>
      <label>
        <input
          type="radio"
          name="trip-by"
          checked={shown === 'next'}
          data-testid="trip-by-next"
          onChange={() => setBy('next')}
        />
        {t('next')}
      </label>
      <input
        type="number"
        className="trip-count"
        aria-label={t('nextCount')}
        min={1}
        max={most}
        value={count}
        data-testid="trip-count"
        onFocus={() => setBy('next')}
        onChange={({ target }) => setCount(Math.min(most, Math.max(1, Math.round(target.valueAsNumber) || 1)))}
      />
      <label data-disabled={selected === 0}>
        <input
          type="radio"
          name="trip-by"
          checked={shown === 'cases'}
          disabled={selected === 0}
          data-testid="trip-by-cases"
          onChange={() => setBy('cases')}
        />
        {selected === 0 ? t('selectedNone') : t('selected', { count: selected, number: format.number(selected) })}
      </label>
    </fieldset>
  );
}
