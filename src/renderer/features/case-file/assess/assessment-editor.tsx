import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssessmentType } from '#shared/model/assessment.ts';
import { statusesFor } from '#shared/model/assessment.ts';
import type { AssessmentRecord } from '#shared/model/case-state.ts';
import { day } from '#shared/model/ids.ts';
import { useCaseAct, useOpenCase, useTypedText } from '../../../state/open-case.tsx';
import { DayInput } from '../../../ui/day-input.tsx';
import { ErrorNote } from '../../../ui/feedback/error-note.tsx';
import { useNotices } from '../../../ui/feedback/notices.tsx';
import { matchesChord } from '../../../ui/keys/chord.ts';

export interface AssessmentEditorProps {
  readonly type: AssessmentType;
  readonly record: AssessmentRecord | undefined;
  readonly close: () => void;
}

/** Status, condition, due date and remark of one assessment. The remark is kept as it is typed. */
export function AssessmentEditor({ type, record, close }: AssessmentEditorProps) {
  const { t } = useTranslation(['case', 'domain']);
  const { today } = useOpenCase();
  const { notify } = useNotices();
  const { perform, error, isBusy } = useCaseAct();
  const typed = useTypedText(`remark:${type}`);
  const [status, setStatus] = useState(record?.status ?? 'in-progress');
  const [conditional, setConditional] = useState(record?.conditional ?? false);
  const [dueDate, setDueDate] = useState<string>(record?.dueDate ?? '');
  const remark = typed.text ?? record?.remark ?? '';
  const save = async (): Promise<void> => {
    const due = dueDate === '' ? null : day.safeParse(dueDate).data;
    if (due === undefined) return;
    if (!(await perform('assessment.record', { assessment: type, status, conditional, dueDate: due, remark }))) return;
    typed.keep(null);
    notify({ text: t('case:assess.saved', { assessment: t(`domain:assessment.${type}`) }), tone: 'done' });
    close();
  };
  return (
    <form
      className="assessment-editor"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (!matchesChord(event, 'Ctrl+Enter')) return;
        event.preventDefault();
        event.stopPropagation();
        void save();
      }}
    >
      <fieldset className="desk-group">
        <legend>{t('case:assess.status')}</legend>
        <div className="assessment-statuses">
          {statusesFor(type).map((each) => (
            <label key={each} className="desk-choice">
              <input
                type="radio"
                name={`status-${type}`}
                checked={status === each}
                data-testid={`set-${type}-${each}`}
                onChange={() => setStatus(each)}
              />
              {t(`domain:assessmentStatus.${each}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="desk-row">
        <label className="desk-choice">
          <input type="checkbox" checked={conditional} onChange={(event) => setConditional(event.target.checked)} />
          {t('case:assess.conditional')}
        </label>
        <label className="desk-field desk-inline">
          <span>{t('case:assess.dueDate')}</span>
          <DayInput value={dueDate} min={today} required={false} onChange={setDueDate} />
        </label>
      </div>
      <label className="desk-field">
        <span>{t('case:assess.remark')}</span>
        <textarea
          rows={2}
          maxLength={4000}
          value={remark}
          disabled={typed.text === undefined}
          onChange={(event) => typed.keep(event.target.value)}
        />
      </label>
      {error !== null && <ErrorNote error={error} />}
      <div className="desk-steps">
        <Button size="small" onClick={close}>
          {t('case:cancel')}
        </Button>
        <Button size="small" type="submit" appearance="primary" disabled={isBusy} data-testid={`save-${type}`}>
          {t('case:assess.save')}
        </Button>
      </div>
    </form>
  );
}
