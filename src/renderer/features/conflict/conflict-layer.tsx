import { Button } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '#shared/contract/outbox.ts';
import { useCaseViewQuery } from '../../state/case-endpoints.ts';
import { useConflictQuery, useConflictsQuery } from '../../state/conflict-endpoints.ts';
import { conflictLeft, conflictShown } from '../../state/conflict-slice.ts';
import { useSessionQuery } from '../../state/device-endpoints.ts';
import { useAppDispatch } from '../../state/store.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { Layer, LayerText } from '../../ui/layer.tsx';
import { useActWords } from '../outbox/index.ts';
import type { RecordColumn } from './compared-record.tsx';
import { ComparedRecord } from './compared-record.tsx';
import { ConflictAnswers } from './conflict-answers.tsx';
import { ConflictWhy } from './conflict-why.tsx';

/** Explains why an own act does not go through: base, mine, theirs, who, when, why, and what may be chosen. */
export function ConflictLayer({ n }: { readonly n: number }) {
  const { t } = useTranslation('conflict');
  const dispatch = useAppDispatch();
  const { data: items } = useConflictsQuery({});
  const index = items?.findIndex((item) => item.n === n) ?? -1;
  const item = items?.[index];
  const close = (): void => void dispatch(conflictLeft());
  // Answered elsewhere, or holding again: nothing is left to explain.
  const isGone = items !== undefined && item === undefined;
  useEffect(() => {
    if (isGone) dispatch(conflictLeft());
  }, [isGone, dispatch]);
  if (items === undefined || item === undefined) return null;
  const show = (to: number): void => {
    const next = items[to];
    if (next !== undefined) dispatch(conflictShown(next.n));
  };
  return (
    <Layer label={t('title')} close={close} size="large" testId="conflict">
      <div className="conflict">
        <div className="conflict-head">
          <h2 className="layer-title">{t('title')}</h2>
          {items.length > 1 && (
            <span className="conflict-walk">
              <span data-testid="conflict-place">{t('place', { at: index + 1, of: items.length })}</span>
              <Button size="small" disabled={index === 0} onClick={() => show(index - 1)}>
                {t('previous')}
              </Button>
              <Button size="small" disabled={index === items.length - 1} onClick={() => show(index + 1)}>
                {t('next')}
              </Button>
            </span>
          )}
        </div>
        <Explained
          key={n}
          item={item}
          answered={() => (items.length > 1 ? show(index === 0 ? 1 : 0) : close())}
          leave={close}
        />
      </div>
    </Layer>
  );
}

interface ExplainedProps {
  readonly item: OutboxItem;
  readonly answered: () => void;
  readonly leave: () => void;
}

function Explained({ item, answered, leave }: ExplainedProps) {
  const { t } = useTranslation('conflict');
  const words = useActWords();
  const { data: session } = useSessionQuery({});
  const { data: conflict, error } = useConflictQuery({ n: item.n });
  const isHere = conflict !== undefined && conflict.theirs !== null;
  const { currentData: view } = useCaseViewQuery({ caseId: item.caseId }, { skip: !isHere });
  if (error !== undefined) return <ErrorNote error={error} />;
  if (conflict === undefined) return null;
  const { base, mine, theirs } = conflict;
  const columns: readonly RecordColumn[] = [
    { id: 'base', fields: base },
    { id: 'mine', fields: mine },
    { id: 'theirs', fields: theirs },
  ];
  const written = mine.filter((field) => field.form === 'text').flatMap((field) => field.items);
  return (
    <>
      <LayerText label={t('compare')}>
        <h3 className="conflict-act" data-testid="conflict-act">
          {words(item)} <span>{item.caseNumber}</span>
        </h3>
        <ConflictWhy conflict={conflict} officerId={session?.actor.officerId ?? ''} />
        <ComparedRecord label={t('compare')} columns={columns} against="base" state={view?.state ?? null} />
        {written.length > 0 && (
          <button
            type="button"
            className="link-button conflict-copy"
            onClick={() => void navigator.clipboard.writeText(written.join('\n\n'))}
          >
            {t('copy')}
          </button>
        )}
      </LayerText>
      <ConflictAnswers item={item} conflict={conflict} answered={answered} leave={leave} />
    </>
  );
}
