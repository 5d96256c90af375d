import type { KeyboardEvent } from 'react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssessmentStatus, AssessmentType } from '#shared/model/assessment.ts';
import { isFavourable } from '#shared/model/assessment.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import { useCaseAct, useOpenCase } from '../../../state/open-case.tsx';
import { ErrorNote } from '../../../ui/feedback/error-note.tsx';
import { useNotices } from '../../../ui/feedback/notices.tsx';
import { useFormat } from '../../../ui/format/use-format.ts';
import { AssessmentRow } from './assessment-row.tsx';
import { noDates, useComputedDates } from './use-computed-dates.ts';
import './assess.css';

/** Status by key on the line that has the focus; the letters are those of the list of keys. */
const statusKeys: Readonly<Record<string, AssessmentStatus>> = {
  p: 'passed',
  f: 'failed',
  r: 'review-required',
  i: 'in-progress',
};

type Assessments = CaseState['assessments'];

function isSettled(assessments: Assessments, type: AssessmentType): boolean {
  const status = assessments[type]?.status;
  return status !== undefined && isFavourable(status);
}

/** The assessments of the program, each a record of its own. */
export function AssessTab() {
  const { t } = useTranslation(['case', 'domain']);
  const format = useFormat();
  const { state, view, program, mayWork, nameOf } = useOpenCase();
  const { assessments } = state;
  // What is withheld from a role is not shown as not begun.
  const isShown = (type: AssessmentType): boolean => view.sight !== 'intake' || type === 'completeness';
  const shown = program.assessments.filter(({ type }) => isShown(type));
  const { expanded, turn } = useExpanded(state.id);
  const { record, error } = useRecording(assessments);
  const dates = useComputedDates();
  const firstOpen = program.assessments.find(({ type, required }) => required && !isSettled(assessments, type))?.type;
  const first = firstOpen ?? program.assessments[0]?.type;
  const press = useCallback(
    (type: AssessmentType, event: KeyboardEvent<HTMLElement>): void => {
      const line = event.currentTarget;
      if (event.target !== line || event.ctrlKey || event.altKey || event.metaKey) return;
      const status = statusKeys[event.key];
      // A key held down would run through the lines.
      if (status !== undefined && mayWork && event.repeat) return;
      if (status !== undefined && mayWork) void record(type, status, line);
      else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') step(line, event.key === 'ArrowDown' ? 1 : -1);
      else if (event.key === 'Enter' || event.key === ' ') turn(type);
      else return;
      event.preventDefault();
    },
    [mayWork, record, turn],
  );
  return (
    <div className="assess" data-testid="assess">
      {error !== null && <ErrorNote error={error} />}
      {mayWork && <p className="desk-hint">{t('case:assess.hint')}</p>}
      {!mayWork && state.decision.signed === null && <p className="desk-hint">{t('case:assess.readOnly')}</p>}
      <ul className="plain-list">
        {shown.map(({ type, required }) => (
          <AssessmentRow
            key={type}
            type={type}
            required={required}
            isFirst={type === first}
            isExpanded={expanded === type}
            record={assessments[type]}
            mayWork={mayWork}
            turn={turn}
            press={press}
            dates={dates.get(type) ?? noDates}
            t={t}
            format={format}
            nameOf={nameOf}
          />
        ))}
      </ul>
    </div>
  );
}

/** The one line that is opened; in another case none is. */
function useExpanded(caseId: string): {
  readonly expanded: AssessmentType | null;
  readonly turn: (type: AssessmentType) => void;
} {
  const [open, setOpen] = useState<{ readonly of: string; readonly type: AssessmentType } | null>(null);
  const turn = useCallback(
    (type: AssessmentType) => setOpen((now) => (now?.of === caseId && now.type === type ? null : { of: caseId, type })),
    [caseId],
  );
  return { expanded: open?.of === caseId ? open.type : null, turn };
}

/** Records a status by key and moves on; what else the record says stays as it was. */
function useRecording(assessments: Assessments) {
  const { i18n } = useTranslation(['case', 'domain']);
  const { notify } = useNotices();
  const { perform, error } = useCaseAct();
  const record = useCallback(
    async (type: AssessmentType, status: AssessmentStatus, line: HTMLElement): Promise<void> => {
      const before = assessments[type];
      const { conditional = false, dueDate = null, remark = '' } = before ?? {};
      // At once: a quick hand is on the next line before this one is on disk.
      goOn(line);
      if (before?.status === status) return;
      if (!(await perform('assessment.record', { assessment: type, status, conditional, dueDate, remark }))) {
        line.focus();
        return;
      }
      const undone = {
        assessment: type,
        status: before?.status ?? 'not-started',
        conditional,
        dueDate,
        remark,
      } as const;
      notify({
        // It may still stand when the language is switched.
        text: () => {
          const said = i18n.getFixedT(null, ['case', 'domain']);
          return said('case:assess.recorded', {
            assessment: said(`domain:assessment.${type}`),
            status: said(`domain:assessmentStatus.${status}`),
          });
        },
        tone: 'done',
        undo: () => void perform('assessment.record', undone),
      });
    },
    [assessments, perform, notify, i18n],
  );
  return { record, error };
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
