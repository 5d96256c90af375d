import { useTranslation } from 'react-i18next';
import type { AssessmentType } from '#shared/model/assessment.ts';
import { useCaseHistoryQuery } from '../../../state/case-endpoints.ts';
import { useOpenCase } from '../../../state/open-case.tsx';
import { useFormat } from '../../../ui/format/use-format.ts';

/** Each time that an assessment was recorded, the latest first. */
export function AssessmentHistory({ type }: { readonly type: AssessmentType }) {
  const { t } = useTranslation(['case', 'domain']);
  const format = useFormat();
  const { state, nameOf } = useOpenCase();
  const { currentData } = useCaseHistoryQuery({ caseId: state.id });
  const recorded = (currentData?.events ?? []).flatMap((event) =>
    event.type === 'assessment-recorded' && event.payload.assessment === type ? [event] : [],
  );
  if (recorded.length === 0) return null;
  return (
    <ol className="assessment-history" aria-label={t('case:assess.history')}>
      {recorded.toReversed().map(({ seq, by, actAt, receivedAt, payload }) => (
        <li key={seq}>
          <b>{t(`domain:assessmentStatus.${payload.status}`)}</b>{' '}
          {t('case:assess.by', { name: nameOf(by), time: format.moment(actAt) })}
          {receivedAt === null && <em> {t('domain:mark.provisional')}</em>}
          {payload.remark !== '' && <p>{payload.remark}</p>}
        </li>
      ))}
    </ol>
  );
}
