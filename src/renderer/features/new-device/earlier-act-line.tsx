import { Button } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EarlierAct } from '#shared/contract/new-device.ts';
import { useCaseViewQuery } from '../../state/case-endpoints.ts';
import { useDealWithActMutation } from '../../state/new-device-endpoints.ts';
import { wentTo } from '../../state/route-slice.ts';
import { useAppDispatch } from '../../state/store.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { useNotices } from '../../ui/feedback/notices.tsx';
import { useFormat } from '../../ui/format/use-format.ts';
import { useFieldWords } from '../conflict/index.ts';
import { useActWords } from '../outbox/index.ts';

/** One act: what it says in full, and what its author may do with it. */
export function EarlierActLine({ act }: { readonly act: EarlierAct }) {
  const { t } = useTranslation('new-device');
  const dispatch = useAppDispatch();
  const format = useFormat();
  const actWords = useActWords();
  const { notify } = useNotices();
  const titleId = useId();
  const [dealWith, dealing] = useDealWithActMutation();
  // One for all presses: a repeated one finds the act that the first has made.
  const [actId] = useState(() => crypto.randomUUID());
  const { id, caseId, caseNumber, fields, isAtCentral, isCaseHere, becomesDraft } = act;
  const written = fields.filter(({ form }) => form === 'text').flatMap(({ items }) => items);
  const deal = async (how: 'again' | 'done'): Promise<void> => {
    const { error } = await dealWith({ id, how, actId });
    if (error === undefined) notify({ text: t(`earlier.dealt.${how}`), tone: 'plain' });
  };
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(written.join('\n\n'));
    notify({ text: t('earlier.copied'), tone: 'plain' });
  };
  return (
    <li className="earlier-act" aria-labelledby={titleId} data-testid="earlier-act" data-id={id}>
      <div className="earlier-act-head">
        <b id={titleId}>{actWords(act)}</b>
        {isCaseHere ? (
          <button
            type="button"
            className="link-button"
            aria-label={t('earlier.openCase', { number: caseNumber })}
            onClick={() => dispatch(wentTo({ screen: 'case', caseId }))}
          >
            {caseNumber}
          </button>
        ) : (
          <span>{caseNumber}</span>
        )}
        <span>{format.moment(act.actAt)}</span>
        <span data-testid="earlier-state">{t(`earlier.state.${isAtCentral ? 'at-central' : act.state}`)}</span>
      </div>
      <EarlierFields act={act} />
      {!isCaseHere && <p>{t('earlier.caseGone')}</p>}
      {dealing.error !== undefined && <ErrorNote error={dealing.error} />}
      <div className="earlier-act-steps">
        {written.length > 0 && (
          <Button size="small" data-testid="earlier-copy" onClick={() => void copy()}>
            {t('earlier.copy')}
          </Button>
        )}
        {!isAtCentral && isCaseHere && (
          <Button
            size="small"
            data-testid="earlier-again"
            disabledFocusable={dealing.isLoading}
            onClick={() => void deal('again')}
          >
            {t(becomesDraft ? 'earlier.asDraft' : 'earlier.again')}
          </Button>
        )}
        <Button
          size="small"
          appearance="subtle"
          data-testid="earlier-done"
          disabledFocusable={dealing.isLoading}
          onClick={() => void deal('done')}
        >
          {t('earlier.done')}
        </Button>
      </div>
    </li>
  );
}

/** Every value that the act carried; empty ones are left out. */
function EarlierFields({ act: { caseId, fields, isCaseHere } }: { readonly act: EarlierAct }) {
  const { t } = useTranslation('conflict');
  const { currentData: view } = useCaseViewQuery({ caseId }, { skip: !isCaseHere });
  const words = useFieldWords(view?.state ?? null);
  const filled = fields.filter(({ items }) => items.length > 0);
  if (filled.length === 0) return null;
  return (
    <dl className="facts earlier-fields">
      {filled.map((field) => (
        <div key={field.name}>
          <dt>{t(`name.${field.name}`)}</dt>
          <dd>{words(field)}</dd>
        </div>
      ))}
    </dl>
  );
}
