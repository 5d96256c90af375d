import { useTranslation } from 'react-i18next';
import type { TripGap } from '#shared/contract/trip.ts';
import { useLanguage } from '../../ui/format/use-format.ts';

/** As many as can be read in a line's place; the rest is counted. */
const mostNamed = 4;

export interface TripGapsProps {
  readonly gaps: readonly TripGap[];
  readonly isReady: boolean;
}

/** What stands in the way of working on a case away from the office, document by document. */
export function TripGaps({ gaps, isReady }: TripGapsProps) {
  const { t } = useTranslation('trip');
  const language = useLanguage();
  if (gaps.length === 0) return <span className="trip-gaps">{isReady ? t('caseReady') : ''}</span>;
  const named = gaps.slice(0, mostNamed);
  return (
    <span className="trip-gaps" data-testid="trip-gaps">
      {named.map((gap) => (
        <span key={`${gap.code} ${gap.document?.id ?? ''}`} data-gap={gap.code}>
          {gap.document === null
            ? t(`caseGap.${gap.code as 'case-gone' | 'summary-only'}`)
            : t('gapOf', {
                title: gap.document.title[language],
                gap: t(`gap.${gap.code as Exclude<TripGap['code'], 'case-gone' | 'summary-only'>}`),
              })}
        </span>
      ))}
      {gaps.length > named.length && <span>{t('moreGaps', { count: gaps.length - named.length })}</span>}
    </span>
  );
}
