import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasRole, isDecisionMaker } from '#shared/model/actor.ts';
import { useCaseAct, useOpenCase } from '../../../state/open-case.tsx';
import { useErrorText } from '../../../ui/feedback/error-note.tsx';
import { useNotices } from '../../../ui/feedback/notices.tsx';
import { useActions } from '../../../ui/keys/actions.tsx';
import { BringForwardLayer } from './bring-forward-layer.tsx';
import { ReopenLayer } from './reopen-layer.tsx';
import { WithdrawLayer } from './withdraw-layer.tsx';

/** Taking, giving back, reminding: done at once, with undo. */
export function CaseSteps() {
  const { t } = useTranslation('case');
  const errorText = useErrorText();
  const { notify } = useNotices();
  const { state, actor } = useOpenCase();
  const { perform, error } = useCaseAct();
  const [isReminding, setReminding] = useState(false);
  const [isWithdrawing, setWithdrawing] = useState(false);
  const [isReopening, setReopening] = useState(false);
  const { officerId } = state.assignment;
  const isOpen = state.application.status === 'open' && state.decision.signed === null;
  const canTake = isOpen && officerId === null && isDecisionMaker(actor);
  const isMine = officerId === actor.officerId;
  const canRemind = isMine && state.application.status === 'open';
  const canWithdraw = isOpen && (isMine || hasRole(actor, 'clerk') || hasRole(actor, 'supervisor'));
  const canReopen = state.application.statusReason === 'withdrawn' && hasRole(actor, 'supervisor');
  const take = async (): Promise<void> => {
    if (await perform('case.take', {})) {
      notify({ text: t('steps.taken'), tone: 'done', undo: () => void perform('case.release', { reason: '' }) });
    }
  };
  const release = async (): Promise<void> => {
    if (await perform('case.release', { reason: '' })) {
      notify({ text: t('steps.released'), tone: 'done', undo: () => void perform('case.take', {}) });
    }
  };
  useActions('screen', [
    { id: 'case-take', label: t('steps.take'), keys: ['t'], enabled: canTake, run: () => void take() },
    {
      id: 'case-release',
      label: t('steps.release'),
      keys: ['Shift+T'],
      enabled: isMine && isOpen,
      run: () => void release(),
    },
    {
      id: 'case-withdraw',
      label: t('withdraw.title'),
      keys: [],
      enabled: canWithdraw,
      run: () => setWithdrawing(true),
    },
    { id: 'case-reopen', label: t('reopen.title'), keys: [], enabled: canReopen, run: () => setReopening(true) },
    { id: 'case-bf', label: t('steps.bf'), keys: ['b'], enabled: canRemind, run: () => setReminding(true) },
  ]);
  return (
    <span className="case-steps">
      {error !== null && (
        <span role="alert" className="case-step-failed">
          {errorText(error)}
        </span>
      )}
      {canTake && (
        <Button size="small" appearance="primary" data-testid="take" onClick={() => void take()}>
          {t('steps.take')}
        </Button>
      )}
      {canRemind && (
        <Button size="small" data-testid="bf" onClick={() => setReminding(true)}>
          {t('steps.bf')}
        </Button>
      )}
      {isMine && isOpen && (
        <Button size="small" appearance="subtle" data-testid="release" onClick={() => void release()}>
          {t('steps.release')}
        </Button>
      )}
      {canWithdraw && (
        <Button size="small" appearance="subtle" data-testid="withdraw" onClick={() => setWithdrawing(true)}>
          {t('withdraw.step')}
        </Button>
      )}
      {canReopen && (
        <Button size="small" data-testid="reopen" onClick={() => setReopening(true)}>
          {t('reopen.step')}
        </Button>
      )}
      {isReopening && <ReopenLayer close={() => setReopening(false)} />}
      {isWithdrawing && <WithdrawLayer close={() => setWithdrawing(false)} />}
      {isReminding && <BringForwardLayer close={() => setReminding(false)} />}
    </span>
  );
}
