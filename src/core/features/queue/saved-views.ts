import { type SavedView, savedView } from '#shared/contract/queue.ts';
import type { OfficerId } from '#shared/model/ids.ts';
import type { ReadDb, WriteDb } from '../../db/connection.ts';
import { sql } from '../../db/sql.ts';

interface ViewRow {
  readonly id: string;
  readonly name: string;
  readonly filter: string;
  readonly sort_order: string;
}

/** A person's views, in the order they were made. One that a later version has written and this one cannot read is left out. */
export function readViews(db: ReadDb, officerId: OfficerId): SavedView[] {
  return db
    .all<ViewRow>(
      sql`select id, name, filter, sort_order from saved_view where officer_id = ${officerId} order by position, id`,
    )
    .flatMap(({ id, name, filter, sort_order: order }) => {
      const parsed = savedView.safeParse({ id, name, filter: JSON.parse(filter), order: JSON.parse(order) });
      return parsed.success ? [parsed.data] : [];
    });
}

export function saveView(db: WriteDb, officerId: OfficerId, view: SavedView): void {
  db.run(
    sql`insert into saved_view (officer_id, id, position, name, filter, sort_order)
      values (${officerId}, ${view.id}, (select count(*) from saved_view), ${view.name}, ${JSON.stringify(view.filter)},
      ${JSON.stringify(view.order)})
      on conflict (officer_id, id) do update set name = excluded.name, filter = excluded.filter,
      sort_order = excluded.sort_order`,
  );
}

export function deleteView(db: WriteDb, officerId: OfficerId, id: string): void {
  db.run(sql`delete from saved_view where officer_id = ${officerId} and id = ${id}`);
}
