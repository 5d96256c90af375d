import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssessmentType } from '#shared/model/assessment.ts';
import { isAdverse, isFavourable } from '#shared/model/assessment.ts';
import type { AssessmentRecord } from '#shared/model/case-state.ts';
import { useOpenCase, usePersonName } from '../../../state/open-case.tsx';
import { useFormat } from '../../../ui/format/use-format.ts';
import { AssessmentEditor } from './assessment-editor.tsx';
import { AssessmentHistory } from './assessment-history.tsx';
import { ComputedDates } from './computed-dates.tsx';

export interface AssessmentRowProps {
  readonly type: AssessmentType;
  readonly required: boolean;
  /** Where the tab puts the focus. */
  readonly isFirst: boolean;
  readonly isExpanded: boolean;
  readonly turn: () => void;
  readonly press: (event: KeyboardEvent<HTMLElement>) => void;
}

function toneOf(record: AssessmentRecord | undefined): 'open' | 'good' | 'bad' {
  if (record === undefined) return 'open';
  if (isFavourable(record.status)) return 'good';
  return isAdverse(record.status) ? 'bad' : 'open';
}

const signs = { open: '○', good: '✓', bad: '!' } as const;

/** One assessment: where it stands, by whom and when, the dates it rests on; opened, it can be recorded. */
export function AssessmentRow({ type, required, isFirst, isExpanded, turn, press }: AssessmentRowProps) {
  const { t } = useTranslation(['case', 'domain']);
  const format = useFormat();
  const nameOf = usePersonName();
  const { state, mayWork } = useOpenCase();
  const record = state.assessments[type];
  const tone = toneOf(record);
  const status = t(`domain:assessmentStatus.${record?.status ?? 'not-started'}`);
  const isOpen = required && tone !== 'good';
  return (
    <li className="assessment" data-expanded={isExpanded}>
      <div
        className="assessment-line"
        role="button"
        tabIndex={0}
        aria-expanded={isExpanded}
        data-assessment={type}
        data-open={isOpen}
        data-field={`assessment:${type}`}
        data-testid={`assessment-${type}`}
        {...(isFirst ? { 'data-first': '' } : {})}
        onKeyDown={press}
        onClick={turn}
      >
        <span className="assessment-sign" data-tone={tone} aria-hidden>
          {signs[tone]}
        </span>
        <span className="assessment-name">
          {t(`domain:assessment.${type}`)}
          {required && <small> {t('case:assess.required')}</small>}
        </span>
        <span className="assessment-status" data-tone={tone} data-testid={`status-${type}`}>
          {status}
          {record?.conditional === true && <small> {t('case:assess.conditionalMark')}</small>}
        </span>
        <span className="assessment-by">
          {record !== undefined && t('case:assess.by', { name: nameOf(record.by), time: format.moment(record.at) })}
          {record?.dueDate != null && ` · ${t('case:assess.due', { date: record.dueDate })}`}
        </span>
        <ComputedDates type={type} record={record} />
      </div>
      {isExpanded && (
        <div className="assessment-open">
          {record !== undefined && record.remark !== '' && !mayWork && (
            <p className="statement-words">{record.remark}</p>
          )}
          {mayWork && <AssessmentEditor type={type} record={record} close={turn} />}
          <AssessmentHistory type={type} />
        </div>
      )}
    </li>
  );
}
