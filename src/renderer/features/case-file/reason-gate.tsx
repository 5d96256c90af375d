import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '#shared/contract/case-file.ts';
import type { Actor } from '#shared/model/actor.ts';
import { isDecisionMaker } from '#shared/model/actor.ts';
import { useActMutation, usePeopleQuery } from '../../state/case-endpoints.ts';
import { wentBack } from '../../state/route-slice.ts';
import { useAppDispatch } from '../../state/store.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { useFormat } from '../../ui/format/use-format.ts';

export interface ReasonGateProps {
  readonly view: CaseView;
  readonly actor: Actor;
  readonly open: (reason: string) => void;
  readonly error: unknown;
}

const usualReasons = ['coverage', 'related', 'enquiry', 'quality'] as const;

/** Reading outside the own workload asks why first; nothing of the file is shown before. */
export function ReasonGate({ view, actor, open, error }: ReasonGateProps) {
  const { t } = useTranslation('case');
  const dispatch = useAppDispatch();
  const format = useFormat();
  const [reason, setReason] = useState('');
  const [act, { error: actError }] = useActMutation();
  const { data: people } = usePeopleQuery({});
  const { state } = view;
  const { officerId } = state.assignment;
  const holder = people?.find((person) => person.officerId === officerId)?.name ?? officerId;
  const given = reason.trim();
  const ended = view.whole?.endedAt ?? null;
  const take = (): void => {
    void act({ actId: crypto.randomUUID(), caseId: state.id, type: 'case.take', payload: {} });
  };
  return (
    <section className="reason-gate" aria-labelledby="reason-title" data-testid="reason-gate">
      <h1 id="reason-title">{t('reason.title', { number: state.application.number })}</h1>
      {ended !== null && (
        <p role="status" data-testid="reading-ended">
          {t('whole.ended', { time: format.time(ended) })}
        </p>
      )}
      <p>{holder === null ? t('reason.pool') : t('reason.other', { name: holder })}</p>
      <p className="desk-hint">{t('reason.audited')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (given !== '') open(given);
        }}
      >
        <label className="desk-field">
          <span>{t('reason.label')}</span>
          <textarea
            rows={2}
            maxLength={500}
            value={reason}
            data-testid="reason"
            autoFocus
            onChange={(event) => setReason(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.shiftKey) {
                event.preventDefault();
                if (given !== '') open(given);
              } else if (event.key === 'Escape') dispatch(wentBack());
            }}
          />
        </label>
        <div className="desk-row">
          {usualReasons.map((usual) => (
            <button
              key={usual}
              type="button"
              className="step-chip"
              onClick={() => setReason(t(`reason.usual.${usual}`))}
            >
              {t(`reason.usual.${usual}`)}
            </button>
          ))}
        </div>
        {error !== undefined && <ErrorNote error={error} />}
        {actError !== undefined && <ErrorNote error={actError} />}
        <div className="desk-row reason-steps">
          <Button type="submit" appearance="primary" disabled={given === ''} data-testid="reason-go">
            {t('reason.go')}
          </Button>
          {officerId === null && isDecisionMaker(actor) && (
            <Button onClick={take} data-testid="reason-take">
              {t('reason.take')}
            </Button>
          )}
          <Button appearance="subtle" onClick={() => void dispatch(wentBack())}>
            {t('back')}
          </Button>
        </div>
      </form>
    </section>
  );
}
