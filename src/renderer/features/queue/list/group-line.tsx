import type { QueueOrder, QueueRow } from '#shared/contract/queue.ts';
import type { LineGroup } from './list-layout.ts';
import type { ListTexts } from './list-texts.ts';

export interface GroupLineProps {
  readonly t: ListTexts;
  readonly group: LineGroup;
  readonly order: QueueOrder;
  readonly top: number;
}

/** The heading of a group with its count. */
export function GroupLine({ t, group, order, top }: GroupLineProps) {
  const name =
    order.group === 'stage'
      ? t(`domain:stage.${group.key as QueueRow['stage']}`)
      : t(`domain:program.${group.key as QueueRow['program']}`);
  return (
    <div role="row" className="case-group" style={{ transform: `translateY(${top}px)` }}>
      <span role="gridcell">
        {name} <span className="case-quiet">{group.count}</span>
      </span>
    </div>
  );
}
