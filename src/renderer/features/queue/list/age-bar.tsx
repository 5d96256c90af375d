import type { Age } from './age.ts';
import type { ListTexts } from './list-texts.ts';

/** The bar's end stands for one and a half times the standard; what is older fills it. */
const fullAt = 1.5;

/** Age against the standard: the words always, the bar beside them for the eye only. */
export function AgeBar({ t, age }: { readonly t: ListTexts; readonly age: Age | null }) {
  if (age === null) return <span className="case-quiet">{t('queue:line.noClock')}</span>;
  const { days, limitDays, ratio, state } = age;
  if (limitDays === null || ratio === null)
    return <span className="case-quiet">{t('queue:line.noStandard', { days })}</span>;
  const text =
    state === 'beyond'
      ? t('queue:line.ageBeyond', { days, limit: limitDays, over: days - limitDays })
      : t('queue:line.ageText', { days, limit: limitDays });
  return (
    <span className="age" data-state={state} title={text}>
      <span className="age-bar" aria-hidden>
        <i style={{ width: `${Math.min(100, (ratio / fullAt) * 100)}%` }} />
      </span>
      <span aria-hidden>{t('queue:line.age', { days, limit: limitDays })}</span>
      <span className="visually-hidden">{text}</span>
    </span>
  );
}
