import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actSummary } from '#shared/model/act-summary.ts';
import { isDecisionMaker } from '#shared/model/actor.ts';
import { openHandedOver } from '#shared/model/case-state.ts';
import type { Command } from '#shared/model/command.ts';
import type { HandedOverDraft } from '#shared/model/handed-over.ts';
import { documentOfDraft } from '#shared/model/left-documents.ts';
import { fieldsOfAct, fieldsOnCase } from '#shared/model/record-fields.ts';
import { useCaseAct, useOpenCase } from '../../../state/open-case.tsx';
import { ErrorNote } from '../../../ui/feedback/error-note.tsx';
import { useNotices } from '../../../ui/feedback/notices.tsx';
import { useFormat } from '../../../ui/format/use-format.ts';
import { Layer, LayerText } from '../../../ui/layer.tsx';
import { ComparedRecord } from '../../conflict/index.ts';
import { useActWords } from '../../outbox/index.ts';
import { LeftDocument } from './left-document.tsx';
import { useHandedOver } from './use-handed-over.ts';

/** What was left on the case: whose, from when, what it would do, and for the officer of the case: use it or put it aside. */
export function HandedOverLayer({ close }: { readonly close: () => void }) {
  const { t } = useTranslation('case');
  const { state } = useOpenCase();
  const [index, setIndex] = useState(0);
  const drafts = openHandedOver(state);
  const at = Math.min(index, drafts.length - 1);
  const draft = drafts[at];
  return (
    <Layer label={t('handedOver.title')} close={close} size="large" testId="handed-over">
      <div className="conflict-head">
        <h2 className="layer-title">{t('handedOver.title')}</h2>
        {drafts.length > 1 && (
          <span className="conflict-walk">
            <span>{t('handedOver.place', { at: at + 1, of: drafts.length })}</span>
            <Button size="small" disabled={at === 0} onClick={() => setIndex(at - 1)}>
              {t('keys.previousDraft')}
            </Button>
            <Button size="small" disabled={at === drafts.length - 1} onClick={() => setIndex(at + 1)}>
              {t('keys.nextDraft')}
            </Button>
          </span>
        )}
      </div>
      {draft === undefined ? (
        <div className="layer-body">
          <p>{t('handedOver.noneLeft')}</p>
          <div className="layer-steps">
            <Button onClick={close}>{t('handedOver.close')}</Button>
          </div>
        </div>
      ) : (
        <DraftLeft key={draft.id} draft={draft} close={close} />
      )}
    </Layer>
  );
}

function DraftLeft({ draft, close }: { readonly draft: HandedOverDraft; readonly close: () => void }) {
  const { t } = useTranslation(['case', 'domain']);
  const format = useFormat();
  const words = useActWords();
  const { state, nameOf } = useOpenCase();
  const document = documentOfDraft(draft);
  const act = { type: draft.type, payload: draft.payload, basis: { epoch: 0, records: {} } } as Command;
  return (
    <>
      <LayerText label={t('case:handedOver.compare')}>
        <p className="form-note">{t('case:handedOver.intro')}</p>
        <h3 className="conflict-act" data-testid="handed-over-act">
          {words({ type: draft.type, summary: actSummary(act) })}
        </h3>
        <section className="conflict-why" data-testid="handed-over-who">
          <p className="conflict-reason">
            <strong>{t('case:handedOver.by', { name: nameOf(draft.by), office: draft.officeId })}</strong>{' '}
            {t('case:handedOver.doneAt', { time: format.moment(draft.doneAt) })}
          </p>
          {draft.reason !== '' && (
            <p className="conflict-reason">{t('case:handedOver.reason', { reason: draft.reason })}</p>
          )}
          {draft.type === 'decision.sign' && <p className="conflict-reason">{t('case:handedOver.statement')}</p>}
        </section>
        <ComparedRecord
          label={t('case:handedOver.compare')}
          columns={[
            { id: 'theirs', fields: fieldsOnCase(state, act) },
            { id: 'draft', fields: fieldsOfAct(act, draft.by, state) },
          ]}
          against="theirs"
          state={state}
        />
        {document !== null && <LeftDocument document={document} />}
      </LayerText>
      <Settling draft={draft} close={close} />
    </>
  );
}

const labels = { 'note.add': 'useNote', 'decision.draft': 'useDecision', 'decision.sign': 'useDecision' } as const;

function labelOf(type: HandedOverDraft['type']): 'use' | 'useNote' | 'useDecision' {
  return type in labels ? labels[type as keyof typeof labels] : 'use';
}

function Settling({ draft, close }: { readonly draft: HandedOverDraft; readonly close: () => void }) {
  const { t } = useTranslation('case');
  const { notify } = useNotices();
  const { state, actor, showTab, mayWork } = useOpenCase();
  const { perform, error, isBusy } = useCaseAct();
  const takeUp = useHandedOver(perform);
  const [reason, setReason] = useState<string | null>(null);
  const isMine = isDecisionMaker(actor) && state.assignment.officerId === actor.officerId;
  const takeUpNow = async (): Promise<void> => {
    const usage = await takeUp(draft);
    if (usage === null || !(await perform('handed-over.settle', { id: draft.id, how: 'used', reason: '' }))) return;
    notify({ text: t(usage === 'decision' ? 'handedOver.loaded' : 'handedOver.used'), tone: 'done' });
    if (usage === 'done') return;
    close();
    showTab(usage === 'note' ? 'notes' : 'decide');
  };
  const putAside = async (): Promise<void> => {
    if (reason === null) return setReason('');
    if (reason.trim() === '') return;
    if (await perform('handed-over.settle', { id: draft.id, how: 'put-aside', reason: reason.trim() })) {
      notify({ text: t('handedOver.putAside'), tone: 'done' });
    }
  };
  if (!isMine) {
    return (
      <>
        <p className="form-note conflict-hint">{t('handedOver.notHolder')}</p>
        <div className="layer-steps">
          <Button onClick={close}>{t('handedOver.close')}</Button>
        </div>
      </>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void putAside();
      }}
    >
      {error !== null && <ErrorNote error={error} />}
      {reason !== null && (
        <label className="field conflict-handing">
          {t('handedOver.asideReason')}
          <input
            value={reason}
            maxLength={500}
            autoFocus
            required
            data-testid="handed-over-reason"
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      )}
      <div className="layer-steps">
        <Button onClick={close}>{t('handedOver.close')}</Button>
        <Button type="submit" disabledFocusable={isBusy} data-testid="handed-over-aside">
          {reason === null ? t('handedOver.aside') : t('handedOver.asideGo')}
        </Button>
        {mayWork && (
          <Button
            appearance="primary"
            disabledFocusable={isBusy}
            data-testid="handed-over-use"
            onClick={() => void takeUpNow()}
          >
            {t(`handedOver.${labelOf(draft.type)}`)}
          </Button>
        )}
      </div>
    </form>
  );
}
