import { useTranslation } from 'react-i18next';
import type { QueueOrder } from '#shared/contract/queue.ts';
import { sortToggled } from '../../../state/queue-place-slice.ts';
import { useAppDispatch } from '../../../state/store.ts';
import type { Column } from './columns.ts';

export interface ListHeadingProps {
  readonly columns: readonly Column[];
  readonly order: QueueOrder;
}

/** Column headings; those that sort are buttons. */
export function ListHeading({ columns, order }: ListHeadingProps) {
  const { t } = useTranslation('queue');
  const dispatch = useAppDispatch();
  return (
    <div role="rowgroup" className="case-heading">
      <div role="row" aria-rowindex={1} className="case-columns">
        {columns.map(({ id, sort }) => {
          const isSorted = sort !== null && order.sort === sort;
          const direction = order.descending ? 'descending' : 'ascending';
          return (
            <span key={id} role="columnheader" aria-sort={isSorted ? direction : undefined}>
              {sort === null ? (
                <span className={id === 'select' ? 'visually-hidden' : undefined}>{t(`column.${id}`)}</span>
              ) : (
                <button type="button" data-testid={`sort-${sort}`} onClick={() => dispatch(sortToggled(sort))}>
                  {t(`column.${id}`)}
                  <span aria-hidden className="case-sort">
                    {isSorted ? (order.descending ? '▼' : '▲') : ''}
                  </span>
                </button>
              )}
            </span>
          );
        })}
      </div>
    </div>
  );
}
