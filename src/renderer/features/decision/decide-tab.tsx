import { Button } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionDraft } from '#shared/model/decision.ts';
import { blockingUnmet, signingChecks } from '#shared/model/signing-checks.ts';
import { useOpenCase } from '../../state/open-case.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { useNotices } from '../../ui/feedback/notices.tsx';
import { useActions } from '../../ui/keys/actions.tsx';
import { KeyCaps } from '../../ui/keys/key-caps.tsx';
import { ApproveForm } from './approve-form.tsx';
import { CheckList } from './check-list.tsx';
import { RefuseForm } from './refuse-form.tsx';
import { RefusedByCentral } from './refused-by-central.tsx';
import { SignLayer } from './sign-layer.tsx';
import { SignedView } from './signed-view.tsx';
import type { WorkingDraft } from './use-working-draft.ts';
import { useWorkingDraft } from './use-working-draft.ts';
import './decide.css';

/** The decision: drafted, checked, signed; or as it was signed. */
export function DecideTab() {
  const { t } = useTranslation('decide');
  const { state, program, mayWork, view } = useOpenCase();
  const { signed } = state.decision;
  if (view.sight !== 'full') return <EmptyState title={t('withheld')} text={t('withheldText')} />;
  if (signed !== null) return <SignedView signed={signed} />;
  if (!program.decidable) return <EmptyState title={t('notHere')} text={t('notHereText')} />;
  return (
    <div className="decide">
      <RefusedByCentral />
      {mayWork ? <Drafting /> : <EmptyState title={t('notHolder')} text={t('notHolderText')} />}
    </div>
  );
}

function Drafting() {
  const { t } = useTranslation('decide');
  const working = useWorkingDraft();
  const { draft, choose, isLoaded } = working;
  useActions('screen', [
    {
      id: 'decide-approve',
      label: t('keys.approve'),
      keys: ['Alt+A'],
      enabled: isLoaded,
      run: () => choose('approve'),
    },
    { id: 'decide-refuse', label: t('keys.refuse'), keys: ['Alt+R'], enabled: isLoaded, run: () => choose('refuse') },
  ]);
  return (
    <>
      <div className="decide-outcomes" role="radiogroup" aria-label={t('outcomeLabel')}>
        {(['approve', 'refuse'] as const).map((outcome) => (
          <label key={outcome} className="decide-outcome" data-chosen={draft?.outcome === outcome}>
            <input
              type="radio"
              name="outcome"
              checked={draft?.outcome === outcome}
              disabled={!isLoaded}
              data-testid={`choose-${outcome}`}
              {...(outcome === (draft?.outcome ?? 'approve') ? { 'data-first': '' } : {})}
              onChange={() => choose(outcome)}
            />
            {t(`outcome.${outcome}`)}
            <KeyCaps chord={outcome === 'approve' ? 'Alt+A' : 'Alt+R'} />
          </label>
        ))}
      </div>
      {draft === null ? <p className="desk-hint">{t('begin')}</p> : <DraftOf working={working} draft={draft} />}
    </>
  );
}

function DraftOf({ working, draft }: { readonly working: WorkingDraft; readonly draft: DecisionDraft }) {
  const { t } = useTranslation('decide');
  const { state, program, actor, today, keeping } = useOpenCase();
  const { announce } = useNotices();
  const [isSigning, setSigning] = useState(false);
  const { change, save, discard, isSaved, error } = working;
  const checks = signingChecks(state, program, draft, actor, today);
  const unmet = blockingUnmet(checks).length;
  const review = (): void => {
    if (unmet === 0) setSigning(true);
    else {
      announce(t('checks.unmetCount', { count: unmet }));
      document.querySelector<HTMLElement>('.decide-checks [data-standing="unmet"] button')?.focus();
    }
  };
  useActions('screen', [
    { id: 'decide-review', label: t('keys.review'), keys: ['Ctrl+Enter'], whileTyping: true, run: review },
    { id: 'decide-save', label: t('keys.save'), keys: ['Ctrl+S'], whileTyping: true, run: () => void save() },
  ]);
  useEffect(() => announce(t('checks.summary', { count: unmet })), [announce, t, unmet]);
  return (
    <>
      {draft.outcome === 'approve' ? (
        <ApproveForm draft={draft} change={change} />
      ) : (
        <RefuseForm draft={draft} change={change} />
      )}
      {state.assignment.epoch > 1 && (
        <label className="desk-choice">
          <input
            type="checkbox"
            checked={draft.assessedEverything}
            data-field="assessedEverything"
            data-testid="assessed-everything"
            onChange={(event) => change({ ...draft, assessedEverything: event.target.checked })}
          />
          {t('assessedEverything')}
        </label>
      )}
      <CheckList checks={checks} />
      {error !== null && <ErrorNote error={error} />}
      <footer className="decide-foot">
        <span className="desk-hint" data-testid="draft-state">
          {isSaved ? t('draft.onFile') : t(`draft.${keeping}`)}
        </span>
        <Button size="small" appearance="subtle" onClick={() => void discard()}>
          {t('draft.discard')}
        </Button>
        <Button size="small" disabled={isSaved} data-testid="save-draft" onClick={() => void save()}>
          {t('draft.save')}
        </Button>
        <Button size="small" appearance="primary" data-testid="review" onClick={review}>
          {unmet === 0 ? t('sign.review') : t('checks.unmetCount', { count: unmet })}
        </Button>
      </footer>
      {isSigning && <SignLayer draft={draft} checks={checks} close={() => setSigning(false)} />}
    </>
  );
}
