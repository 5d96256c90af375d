import { useTranslation } from 'react-i18next';
import type { PendingAct } from '#shared/contract/case-file.ts';
import type { SignedDecision } from '#shared/model/decision.ts';
import { useOpenCase } from '../../state/open-case.tsx';
import { useFormat } from '../../ui/format/use-format.ts';
import { useSigningQuery } from './signing-endpoints.ts';
import { StatementView } from './statement-view.tsx';

/** A decision that stands: provisional until central has it, then with its receipt number. */
export function SignedView({ signed }: { readonly signed: SignedDecision }) {
  const { t } = useTranslation('decide');
  const format = useFormat();
  const { view, nameOf } = useOpenCase();
  const pending = view.pending.find((act) => act.type === 'decision.sign');
  return (
    <div className="decide-form" data-testid="signed" tabIndex={-1} data-field="signed">
      {pending === undefined ? <Received /> : <Provisional pending={pending} />}
      <p>{t('signed.by', { name: nameOf(signed.by), time: format.moment(signed.at) })}</p>
      <StatementView statement={signed.statement} />
    </div>
  );
}

function Provisional({ pending }: { readonly pending: PendingAct }) {
  const { t } = useTranslation('decide');
  return (
    <div className="signed-state" data-state="provisional" data-testid="signed-state" role="status">
      <strong>{t('signed.provisional')}</strong>
      <p>{t(pending.state === 'sending' ? 'signed.sending' : 'signed.waiting')}</p>
    </div>
  );
}

function Received() {
  const { t } = useTranslation('decide');
  const format = useFormat();
  const { state } = useOpenCase();
  const { data } = useSigningQuery({ caseId: state.id });
  const receipt = data?.receipt ?? null;
  return (
    <div className="signed-state" data-state="received" data-testid="signed-state" role="status">
      <strong>{t('signed.received')}</strong>
      {receipt !== null && (
        <p data-testid="receipt">
          {t('signed.receipt', { number: receipt.number, time: format.moment(receipt.receivedAt) })}
        </p>
      )}
    </div>
  );
}
