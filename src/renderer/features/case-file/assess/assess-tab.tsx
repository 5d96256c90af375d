import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssessmentStatus, AssessmentType } from '#shared/model/assessment.ts';
import { isFavourable } from '#shared/model/assessment.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import { useCaseAct, useOpenCase } from '../../../state/open-case.tsx';
import { ErrorNote } from '../../../ui/feedback/error-note.tsx';
import { useNotices } from '../../../ui/feedback/notices.tsx';
import { AssessmentRow } from './assessment-row.tsx';
import './assess.css';

/** Status by key on the line that has the focus; the letters are those of the list of keys. */
const statusKeys: Readonly<Record<string, AssessmentStatus>> = {
  p: 'passed',
  f: 'failed',
  r: 'review-required',
  i: 'in-progress',
};

function isSettled(state: CaseState, type: AssessmentType): boolean {
  const status = state.assessments[type]?.status;
  return status !== undefined && isFavourable(status);
}

/** The assessments of the program, each a record of its own. */
export function AssessTab() {
  const { t } = useTranslation(['case', 'domain']);
  const { state, program, mayWork } = useOpenCase();
  const { announce } = useNotices();
  const { perform, error } = useCaseAct();
  const [expanded, setExpanded] = useState<AssessmentType | null>(null);
  const firstOpen = program.assessments.find(({ type, required }) => required && !isSettled(state, type))?.type;
  const first = firstOpen ?? program.assessments[0]?.type;

  const record = async (type: AssessmentType, status: AssessmentStatus, line: HTMLElement): Promise<void> => {
    const before = state.assessments[type];
    const { conditional = false, dueDate = null, remark = '' } = before ?? {};
    // At once: a quick hand is on the next line before this one is on disk.
    goOn(line);
    if (before?.status === status) return;
    if (!(await perform('assessment.record', { assessment: type, status, conditional, dueDate, remark }))) {
      line.focus();
      return;
    }
    announce(
      t('case:assess.recorded', {
        assessment: t(`domain:assessment.${type}`),
        status: t(`domain:assessmentStatus.${status}`),
      }),
    );
  };
  const press =
    (type: AssessmentType) =>
    (event: KeyboardEvent<HTMLElement>): void => {
      const line = event.currentTarget;
      if (event.target !== line || event.ctrlKey || event.altKey || event.metaKey) return;
      const status = statusKeys[event.key];
      if (status !== undefined && mayWork) {
        event.preventDefault();
        void record(type, status, line);
      } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        step(line, event.key === 'ArrowDown' ? 1 : -1);
      } else if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        setExpanded(expanded === type ? null : type);
      }
    };
  return (
    <div className="assess" data-testid="assess">
      {error !== null && <ErrorNote error={error} />}
      {mayWork && <p className="desk-hint">{t('case:assess.hint')}</p>}
      {!mayWork && state.decision.signed === null && <p className="desk-hint">{t('case:assess.readOnly')}</p>}
      <ul className="plain-list">
        {program.assessments.map(({ type, required }) => (
          <AssessmentRow
            key={type}
            type={type}
            required={required}
            isFirst={type === first}
            isExpanded={expanded === type}
            turn={() => setExpanded(expanded === type ? null : type)}
            press={press(type)}
          />
        ))}
      </ul>
    </div>
  );
}

function lines(line: HTMLElement): readonly HTMLElement[] {
  return [...(line.closest('ul')?.querySelectorAll<HTMLElement>('[data-assessment]') ?? [])];
}

function step(line: HTMLElement, by: 1 | -1): void {
  const all = lines(line);
  all[all.indexOf(line) + by]?.focus();
}

/** On to the next line that an approval still waits for; where none is left, the focus stays. */
function goOn(line: HTMLElement): void {
  const all = lines(line);
  const after = [...all.slice(all.indexOf(line) + 1), ...all.slice(0, all.indexOf(line))];
  after.find((each) => each.dataset['open'] === 'true')?.focus();
}
