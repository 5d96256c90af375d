import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '#shared/model/ids.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { addDays } from '../../../ui/format/format.ts';
import { LayerForm } from '../../../ui/layer-form.tsx';

export interface BringForward {
  readonly date: Day;
  readonly code: string;
  readonly text: string;
}

export interface BringForwardFormProps {
  /** How many cases it is for. */
  readonly count: number;
  readonly today: string;
  readonly close: () => void;
  readonly done: (entry: BringForward) => void;
}

/** Days that officers ask for most; anything else by date. */
const quickDays = [7, 14, 30, 60] as const;

/** A dated reminder with a code and a short text. */
export function BringForwardForm({ count, today, close, done }: BringForwardFormProps) {
  const { t } = useTranslation('queue');
  const [date, setDate] = useState(addDays(today, 14));
  const [code, setCode] = useState('BF');
  const [text, setText] = useState('');
  return (
    <LayerForm
      title={t('bf.title')}
      cancel={t('cancel')}
      go={{
        label: t('bf.go'),
        testId: 'bf-go',
        run: () => {
          done({ date: date as Day, code, text: text.trim() });
          close();
        },
      }}
      close={close}
      size="small"
      testId="bf-form"
    >
      <p className="form-note">{t('bf.forMany', { count })}</p>
      <label className="field">
        {t('bf.date')}
        <DayInput value={date} min={today} testId="bf-date" onChange={setDate} />
      </label>
      <div className="quick-days">
        {quickDays.map((days) => (
          <Button key={days} size="small" onClick={() => setDate(addDays(today, days))}>
            {t('bf.inDays', { days })}
          </Button>
        ))}
      </div>
      <label className="field">
        {t('bf.code')}
        <input
          required
          pattern="[A-Z0-9\-]{1,10}"
          title={t('bf.codeHint')}
          value={code}
          onChange={(event) => setCode(event.target.value.toUpperCase())}
        />
      </label>
      <label className="field">
        {t('bf.text')}
        <input maxLength={200} value={text} data-testid="bf-text" onChange={(event) => setText(event.target.value)} />
      </label>
    </LayerForm>
  );
}
