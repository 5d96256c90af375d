/** PowerSync in Node over node:sqlite: a plain SQLite file with its defaults, nothing encrypted, rows not checked. */

import { column, Schema, Table } from '@powersync/common';
import { PowerSyncDatabase } from '@powersync/node';
import { answerParent, folder, memory, readCases, sharedNow, timed, timedEdits } from './peer.mjs';

let url = '';
let database;
let ids = [];
let edits = 0;

const connector = {
  fetchCredentials: async () => ({ endpoint: url, token: 'bench' }),
  uploadData: async (db) => {
    const batch = await db.getCrudBatch(1000);
    if (batch === null || batch === undefined) return;
    const rows = batch.crud.map(({ id, opData }) => ({ id, data: opData }));
    await fetch(`${url}/upload`, { method: 'POST', body: JSON.stringify(rows) });
    await batch.complete();
  },
};

async function edit() {
  edits += 1;
  const text = `Edit ${edits}: funds are sufficient for the stay as declared.`;
  await database.execute('update cases set edited = ? where id = ?', [text, ids[edits % ids.length]]);
}

async function untilNothingWaits() {
  for (;;) {
    const { count } = await database.get('select count(*) as count from ps_crud');
    if (count === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

let highest = 0;
async function changedUpTo() {
  const { touched } = await database.get('select max(touched) as touched from cases');
  return touched ?? 0;
}

answerParent({
  initial: async ({ url: at, file }) => {
    url = at;
    const rows = readCases(file);
    ids = rows.slice(0, 1000).map((row) => row.id);
    const names = Object.keys(rows[0]).filter((name) => name !== 'id');
    const columns = Object.fromEntries([...names, 'edited'].map((name) => [name, column.text]));
    const schema = new Schema({ cases: new Table({ ...columns, touched: column.integer }) });
    const where = { dbFilename: 'cases.db', dbLocation: folder, implementation: { type: 'node:sqlite' } };
    database = new PowerSyncDatabase({ schema, database: where });
    await database.init();
    const run = await timed(async () => {
      await database.connect(connector, { crudUploadThrottleMs: 1 });
      await database.waitForFirstSync();
    });
    highest = await changedUpTo();
    const { count: cases } = await database.get('select count(*) as count from cases');
    return { ...run, cases };
  },
  reach: async ({ url: at }) => {
    await database.disconnect();
    url = at;
  },
  arrived: async ({ count }) => {
    highest += count;
    while ((await changedUpTo()) < highest) await new Promise((resolve) => setImmediate(resolve));
    return { at: sharedNow() };
  },
  edit: async ({ rounds }) => {
    await database.disconnect();
    return timedEdits(rounds, edit);
  },
  push: async ({ count }) => {
    await database.disconnect();
    for (let index = 0; index < count; index += 1) await edit();
    return timed(async () => {
      await database.connect(connector, { crudUploadThrottleMs: 1 });
      await untilNothingWaits();
    });
  },
  memory,
  stop: () => database?.close(),
});
