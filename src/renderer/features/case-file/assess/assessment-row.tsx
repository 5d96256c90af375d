import type { TFunction } from 'i18next';
import type { KeyboardEvent } from 'react';
import { memo } from 'react';
import type { AssessmentType } from '#shared/model/assessment.ts';
import { isAdverse, isFavourable } from '#shared/model/assessment.ts';
import type { AssessmentRecord } from '#shared/model/case-state.ts';
import type { NameOf } from '../../../state/open-case.tsx';
import type { Formats } from '../../../ui/format/use-format.ts';
import { AssessmentEditor } from './assessment-editor.tsx';
import { AssessmentHistory } from './assessment-history.tsx';
import { ComputedDates } from './computed-dates.tsx';
import type { DateWords } from './use-date-words.ts';

export interface AssessmentRowProps {
  readonly type: AssessmentType;
  readonly required: boolean;
  /** Where the tab puts the focus. */
  readonly isFirst: boolean;
  readonly isExpanded: boolean;
  readonly record: AssessmentRecord | undefined;
  readonly mayWork: boolean;
  readonly turn: (type: AssessmentType) => void;
  readonly press: (type: AssessmentType, event: KeyboardEvent<HTMLElement>) => void;
  readonly dates: readonly DateWords[];
  /** Given down: a subscription per line would cost more than the line. */
  readonly t: TFunction<['case', 'domain']>;
  readonly format: Formats;
  readonly nameOf: NameOf;
}

function toneOf(record: AssessmentRecord | undefined): 'open' | 'good' | 'bad' {
  if (record === undefined) return 'open';
  if (isFavourable(record.status)) return 'good';
  return isAdverse(record.status) ? 'bad' : 'open';
}

const signs = { open: '○', good: '✓', bad: '!' } as const;

/** One assessment: where it stands, by whom and when, the dates it rests on; opened, it can be recorded. */
export const AssessmentRow = memo(function AssessmentRow(props: AssessmentRowProps) {
  const { type, required, isFirst, isExpanded, record, mayWork, turn, press, dates, t, format, nameOf } = props;
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
        onKeyDown={(event) => press(type, event)}
        onClick={() => turn(type)}
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
        <ComputedDates dates={dates} />
      </div>
      {isExpanded && (
        <div className="assessment-open">
          {record !== undefined && record.remark !== '' && !mayWork && (
            <p className="statement-words">{record.remark}</p>
          )}
          {mayWork && <AssessmentEditor type={type} record={record} close={() => turn(type)} />}
          <AssessmentHistory type={type} />
        </div>
      )}
    </li>
  );
});
