import { useTranslation } from 'react-i18next';
import { useOpenCase } from '../../state/open-case.tsx';
import { useFormat } from '../../ui/format/use-format.ts';

/** A signing that central refused or handed over: why, and that nothing written is lost. */
export function RefusedByCentral() {
  const { t } = useTranslation(['decide', 'refusals']);
  const format = useFormat();
  const { view, mayWork } = useOpenCase();
  const refused = view.pending.findLast(
    ({ type, state }) => type === 'decision.sign' && (state === 'refused' || state === 'handed-over'),
  );
  if (refused === undefined) return null;
  const code = refused.refusal?.code;
  return (
    <div className="signed-state" data-state="refused" role="alert" data-testid="signing-refused">
      <strong>{t(`decide:signed.${refused.state === 'refused' ? 'refused' : 'handedOver'}`)}</strong>
      <p>
        {t('decide:signed.refusedAt', { time: format.moment(refused.actAt) })}{' '}
        {code !== undefined && `${t(`refusals:${code}.why`)} ${t(`refusals:${code}.todo`)}`}
      </p>
      {mayWork && <p>{t('decide:signed.refusedKept')}</p>}
    </div>
  );
}
