import { Button } from '@fluentui/react-components';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionDraft } from '#shared/model/decision.ts';
import type { SigningCheck } from '#shared/model/signing-checks.ts';
import { composeStatement } from '#shared/model/statement.ts';
import { useCaseAct, useOpenCase } from '../../state/open-case.tsx';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { useNotices } from '../../ui/feedback/notices.tsx';
import { matchesChord } from '../../ui/keys/chord.ts';
import { KeyCaps } from '../../ui/keys/key-caps.tsx';
import { Layer } from '../../ui/layer.tsx';
import { useCheckText } from './check-list.tsx';
import { StatementView } from './statement-view.tsx';

export interface SignLayerProps {
  readonly draft: DecisionDraft;
  readonly checks: readonly SigningCheck[];
  readonly close: () => void;
}

/** The last look: the statement word for word, and one act that makes it law. */
export function SignLayer({ draft, checks, close }: SignLayerProps) {
  const { t } = useTranslation('decide');
  const { state, program, actor, showTab } = useOpenCase();
  const { announce } = useNotices();
  const { perform, error, isBusy } = useCaseAct();
  const textOf = useCheckText();
  const place = useRef<HTMLFormElement>(null);
  useEffect(() => place.current?.querySelector<HTMLElement>('[data-testid="sign"]')?.focus(), []);
  const statement = useMemo(() => composeStatement(state, program, draft, actor), [state, program, draft, actor]);
  const attention = checks.filter((check) => check.weight === 'attention' && !check.met);
  const sign = async (): Promise<void> => {
    if (isBusy || !(await perform('decision.sign', { statement }))) return;
    close();
    announce(t('signed.provisional'));
    showTab('decide', 'signed');
  };
  const title = t(`sign.title.${draft.outcome}`, { number: state.application.number });
  return (
    <Layer label={title} close={close} size="large" testId="sign-layer">
      <form
        ref={place}
        className="sign"
        onSubmit={(event) => {
          event.preventDefault();
          void sign();
        }}
        onKeyDown={(event) => {
          if (!matchesChord(event, 'Ctrl+Enter')) return;
          event.preventDefault();
          // Held down, the chord that opened the view would sign it unread.
          if (!event.repeat) void sign();
        }}
      >
        <h2 className="layer-title">{title}</h2>
        <div className="layer-body" tabIndex={-1}>
          <p className="desk-hint">{t('sign.exactly')}</p>
          {attention.length > 0 && (
            <section className="statement-attention" data-testid="signed-over">
              <h3>{t('sign.over')}</h3>
              <ul className="decide-texts">
                {attention.map((check) => (
                  <li key={`${check.id} ${check.subject}`}>{textOf(check)}</li>
                ))}
              </ul>
            </section>
          )}
          <StatementView statement={statement} />
        </div>
        {error !== null && <ErrorNote error={error} />}
        <div className="layer-steps">
          <span className="desk-hint sign-hint">{t('sign.provisional')}</span>
          <Button onClick={close}>{t('sign.back')}</Button>
          <Button type="submit" appearance="primary" disabled={isBusy} data-testid="sign">
            {t(`sign.go.${draft.outcome}`)}&nbsp;
            <KeyCaps chord="Ctrl+Enter" />
          </Button>
        </div>
      </form>
    </Layer>
  );
}
