import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '#shared/model/dates/calendar.ts';
import type { Day } from '#shared/model/ids.ts';
import { day } from '#shared/model/ids.ts';
import { useCaseAct, useOpenCase } from '../../../state/open-case.tsx';
import { DayInput } from '../../../ui/day-input.tsx';
import { LayerForm } from '../../../ui/layer-form.tsx';

const usualDays = [1, 7, 14, 30, 60] as const;

/** A dated reminder with its code and a few words. */
export function BringForwardLayer({ close }: { readonly close: () => void }) {
  const { t } = useTranslation('case');
  const { state, today } = useOpenCase();
  const { perform, error, isBusy } = useCaseAct();
  const { entry } = state.bringForward;
  const [date, setDate] = useState<string>(entry !== null && entry.date >= today ? entry.date : addDays(today, 14));
  const [code, setCode] = useState(entry?.code ?? 'BF');
  const [text, setText] = useState(entry?.text ?? '');
  const isFit = day.safeParse(date).success && /^[A-Z0-9-]{1,10}$/u.test(code);
  const set = async (): Promise<void> => {
    if (await perform('bring-forward.set', { date: date as Day, code, text })) close();
  };
  const clear = async (): Promise<void> => {
    if (await perform('bring-forward.clear', {})) close();
  };
  return (
    <LayerForm
      title={t('bf.title')}
      cancel={t('cancel')}
      go={{ label: t('bf.go'), testId: 'bf-go', run: set, isFit, isBusy }}
      steps={
        entry !== null && (
          <Button appearance="subtle" onClick={() => void clear()}>
            {t('bf.clear')}
          </Button>
        )
      }
      error={error}
      close={close}
      size="small"
      testId="bf-layer"
    >
      <label className="desk-field">
        <span>{t('bf.date')}</span>
        <DayInput value={date} min={today} testId="bf-date" onChange={setDate} />
      </label>
      <div className="desk-row">
        {usualDays.map((days) => (
          <button key={days} type="button" className="step-chip" onClick={() => setDate(addDays(today, days))}>
            {t('bf.inDays', { count: days })}
          </button>
        ))}
      </div>
      <label className="desk-field">
        <span>{t('bf.code')}</span>
        <input value={code} maxLength={10} required onChange={(event) => setCode(event.target.value.toUpperCase())} />
        <small>{t('bf.codeHint')}</small>
      </label>
      <label className="desk-field">
        <span>{t('bf.text')}</span>
        <input value={text} maxLength={200} onChange={(event) => setText(event.target.value)} />
      </label>
    </LayerForm>
  );
}
