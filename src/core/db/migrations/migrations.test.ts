import { describe, expect, it } from 'vitest';
import { openTestDatabase } from '#support/test-database.ts';
import { migrate, schemaVersion } from '../migrate.ts';
import { sql } from '../sql.ts';
import { migrations } from './all.ts';

const tables = sql`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name not like 'case\\_words\\_%' escape '\\' or name in ('case_words_due', 'case_words_stale')`;

/** What each step adds; a step that changes rows gets a test of its own. */
const added: readonly (readonly [number, readonly string[]])[] = [
  [10, ['device', 'session', 'person', 'device_fact']],
  [20, ['case_here', 'case_state', 'history_run', 'case_left', 'case_seen', 'queue_row', 'case_words']],
  [30, ['outbox']],
  [40, ['sync_cursor']],
  [50, ['document', 'case_document', 'page_rotation']],
  [60, ['typed', 'saved_view']],
  [70, ['log_identity', 'log_head', 'outbox_proof', 'log_evidence']],
  [80, []],
  [90, ['document_pin']],
  [100, ['trip_plan', 'trip_case']],
  [120, []],
  [130, []],
  [140, ['document_owed']],
  [150, ['earlier_act']],
  [160, ['case_words_due']],
  [190, ['earlier_proof']],
  [210, ['case_words_stale']],
  [220, []],
];

describe('the schema', () => {
  it('has a tested step for each migration', () => {
    expect(migrations.map((each) => each.version)).toEqual(added.map(([version]) => version));
  });

  it.each(added)('step %i comes on top of the one before and keeps its rows', (version, expected) => {
    const { db } = openTestDatabase({ upTo: version - 1 });
    const before = db.column<string>(tables);
    if (version > 10) db.run(sql`insert into device_fact (name, value) values ('kept', 'yes')`);
    migrate(db, migrations, version);
    expect(schemaVersion(db)).toBe(version);
    expect(
      db
        .column<string>(tables)
        .filter((name) => !before.includes(name))
        .sort(),
    ).toEqual([...expected].sort());
    if (version > 10) expect(db.column(sql`select value from device_fact`)).toEqual(['yes']);
  });

  it('carries histories over to their table with rowids', () => {
    const { db } = openTestDatabase({ upTo: 110 });
    db.run(
      sql`insert into case_here (row, case_id, partition, version, sight, baseline) values (7, 'a', 'CPCO', 3, 'full', 0)`,
    );
    for (const seq of [3, 1])
      db.run(sql`insert into history_run (row, first_seq, events) values (7, ${seq}, ${`[${seq}]`})`);
    migrate(db, migrations, 120);
    const runs = sql`select events from history_run where row = 7 order by first_seq`;
    expect(db.column(runs)).toEqual(['[1]', '[3]']);
    expect(db.plan(runs).join()).toContain('USING INDEX');
    db.run(sql`delete from case_here where row = 7`);
    expect(db.column(runs)).toEqual([]);
  });

  it('makes every ordinary table strict', () => {
    const { db } = openTestDatabase();
    const lax = db.column(
      sql`select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite_%'`,
    );
    expect(lax).toEqual([]);
  });
});
