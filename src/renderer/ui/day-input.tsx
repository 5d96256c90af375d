import { CalendarRegular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import './day-input.css';

export interface DayInputProps {
  /** `2026-11-23`, or what has been typed so far. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly min?: string;
  readonly max?: string;
  readonly required?: boolean;
  readonly testId?: string;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/**
 * A day, typed in the Canadian standard form in both languages: the browser's own field shows it in the order of the
 * system's locale, and 07/12 must not be two different days. Its calendar is still there, behind the button.
 */
export function DayInput({ value, onChange, min, max, required = true, testId }: DayInputProps) {
  const { t } = useTranslation('frame');
  const text = useRef<HTMLInputElement>(null);
  const calendar = useRef<HTMLInputElement>(null);
  const isOutside = isDay(value) && ((min !== undefined && value < min) || (max !== undefined && value > max));
  const wrong = (value !== '' && !isDay(value)) || isOutside;
  useEffect(() => text.current?.setCustomValidity(wrong ? t('day.wrong') : ''), [wrong, t]);
  return (
    <span className="day-input">
      <input
        ref={text}
        inputMode="numeric"
        maxLength={10}
        required={required}
        placeholder={t('day.format')}
        aria-invalid={wrong}
        value={value}
        {...(testId === undefined ? {} : { 'data-testid': testId })}
        onChange={(event) => onChange(event.target.value)}
      />
      <button
        type="button"
        aria-label={t('day.choose')}
        title={t('day.choose')}
        onClick={() => calendar.current?.showPicker()}
      >
        <CalendarRegular aria-hidden />
      </button>
      <input
        ref={calendar}
        type="date"
        className="day-calendar"
        tabIndex={-1}
        aria-hidden
        value={isDay(value) ? value : ''}
        {...(min === undefined ? {} : { min })}
        {...(max === undefined ? {} : { max })}
        onChange={(event) => {
          if (event.target.value !== '') onChange(event.target.value);
        }}
      />
    </span>
  );
}
