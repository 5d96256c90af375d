/** RxDB over its storage in memory: nothing is on disk, encrypted or checked by a schema. */

import { createRxDatabase } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { Subject } from 'rxjs';
import { Arrivals, answerParent, memory, readCases, timed, timedEdits } from './peer.mjs';

const arrivals = new Arrivals();
const stream = new Subject();
let url = '';
let collection;
let replication;
let ids = [];
let edits = 0;
let isOnline = true;

async function ask(path, body) {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${url}${path}`, init);
  return response.json();
}

async function follow(from) {
  for (let after = from; ; ) {
    const { documents, checkpoint } = await ask(`/wait?after=${after}`);
    after = checkpoint.at;
    if (isOnline) stream.next({ documents, checkpoint });
  }
}

function schemaOf(row) {
  const properties = Object.fromEntries(Object.keys(row).map((name) => [name, {}]));
  const id = { type: 'string', maxLength: 40 };
  return { version: 0, primaryKey: 'id', type: 'object', properties: { ...properties, edited: {}, touched: {}, id } };
}

function replicate() {
  replication = replicateRxCollection({
    collection,
    replicationIdentifier: 'bench',
    live: true,
    autoStart: true,
    pull: {
      batchSize: 1000,
      stream$: stream.asObservable(),
      handler: (at, limit) => ask(`/pull?after=${at?.at ?? 0}&limit=${limit}`),
    },
    push: { batchSize: 1000, handler: async (rows) => (await ask('/push', rows)).conflicts },
  });
  replication.received$.subscribe(() => arrivals.add(1));
}

async function edit() {
  edits += 1;
  const row = await collection.findOne(ids[edits % ids.length]).exec();
  await row.incrementalPatch({ edited: `Edit ${edits}: funds are sufficient for the stay as declared.` });
}

answerParent({
  initial: async ({ url: at, file }) => {
    url = at;
    const rows = readCases(file);
    ids = rows.slice(0, 1000).map((row) => row.id);
    const database = await createRxDatabase({ name: 'bench', storage: getRxStorageMemory(), multiInstance: false });
    ({ cases: collection } = await database.addCollections({ cases: { schema: schemaOf(rows[0]) } }));
    const run = await timed(async () => {
      replicate();
      await replication.awaitInitialReplication();
    });
    void follow(rows.length);
    return { ...run, cases: await collection.count().exec() };
  },
  reach: ({ url: at }) => {
    url = at;
  },
  arrived: ({ count }) => arrivals.next(count),
  edit: async ({ rounds }) => {
    isOnline = false;
    await replication.pause();
    return timedEdits(rounds, edit);
  },
  push: async ({ count }) => {
    isOnline = false;
    await replication.pause();
    for (let index = 0; index < count; index += 1) await edit();
    return timed(async () => {
      await replication.start();
      await replication.awaitInSync();
    });
  },
  memory,
  stop: () => undefined,
});
