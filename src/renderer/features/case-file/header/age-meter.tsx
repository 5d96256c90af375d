import { useTranslation } from 'react-i18next';
import { ageDays, standardFor, standardState } from '#shared/model/dates/service-standard.ts';
import { useOpenCase } from '../../../state/open-case.tsx';

/** The bar's end stands for one and a half times the standard. */
const fullAt = 1.5;
/** The last fifth of the standard is near its end. */
const nearFrom = 0.8;

/** Age against the service standard, in words with a small bar. */
export function AgeMeter() {
  const { t } = useTranslation('case');
  const { state, program, today } = useOpenCase();
  const { completeOn, applyingFrom, category } = state.application;
  if (completeOn === null) return <span>{t('age.noClock')}</span>;
  const standard = standardFor(program, applyingFrom, category);
  if (standard === null) return <span>{t('age.noStandard', { days: ageDays(completeOn, today) })}</span>;
  const { ageDays: days, limitDays, ratio, beyond, dueOn } = standardState(standard, completeOn, today);
  const limit = Math.round(limitDays);
  const tone = beyond ? 'beyond' : ratio >= nearFrom ? 'near' : 'within';
  return (
    <span className="age-meter" data-tone={tone} title={t('age.due', { date: dueOn })}>
      <span className="age-meter-bar" aria-hidden>
        <i style={{ width: `${Math.min(100, (ratio / fullAt) * 100)}%` }} />
      </span>
      {beyond ? t('age.beyond', { days, limit, over: days - limit }) : t('age.within', { days, limit })}
    </span>
  );
}
