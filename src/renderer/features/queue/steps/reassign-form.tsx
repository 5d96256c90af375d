import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficerId } from '#shared/model/ids.ts';
import { usePeopleQuery } from '../../../state/case-endpoints.ts';
import { LayerForm } from '../../../ui/layer-form.tsx';

export interface ReassignFormProps {
  readonly count: number;
  /** Colleagues of this office only: a case moves to another office in the central system. */
  readonly officeId: string;
  readonly close: () => void;
  readonly done: (to: OfficerId, name: string, reason: string) => void;
}

/** To whom and why. Colleagues who are away or do not decide are not offered: no work on an inactive officer. */
export function ReassignForm({ count, officeId, close, done }: ReassignFormProps) {
  const { t } = useTranslation('queue');
  const { data: people = [] } = usePeopleQuery({});
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const offered = people.filter((person) => person.active && person.decides && person.officeId === officeId);
  const go = (): void => {
    const person = offered.find((each) => each.officerId === to);
    if (person === undefined || reason.trim() === '') return;
    done(person.officerId, person.name, reason.trim());
    close();
  };
  return (
    <LayerForm
      title={t('reassign.title')}
      cancel={t('cancel')}
      go={{ label: t('reassign.go'), testId: 'reassign-go', run: go }}
      close={close}
      size="small"
      testId="reassign-form"
    >
      <p className="form-note">{t('bf.forMany', { count })}</p>
      <label className="field">
        {t('reassign.to')}
        <select required value={to} data-testid="reassign-to" onChange={(event) => setTo(event.target.value)}>
          <option value="">{t('reassign.choose')}</option>
          {offered.map((person) => (
            <option key={person.officerId} value={person.officerId}>
              {person.name} ({person.officerId})
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('reassign.reason')}
        <input
          required
          maxLength={500}
          value={reason}
          data-testid="reassign-reason"
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <p className="form-note">{t('reassign.reasonHint')}</p>
    </LayerForm>
  );
}
