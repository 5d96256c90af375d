/** PouchDB in Node: LevelDB in plain text, no flush at each write, nothing is checked but revisions. */

import PouchDB from 'pouchdb';
import { Arrivals, answerParent, folder, memory, readCases, timed, timedEdits } from './peer.mjs';

const local = new PouchDB(`${folder}/cases`);
const batches = { batch_size: 1000, batches_limit: 5 };
const arrivals = new Arrivals();
let url = '';
let live = null;
let ids = [];
let edits = 0;

const remote = () => new PouchDB(`${url}/cases`);

async function edit() {
  edits += 1;
  const doc = await local.get(ids[edits % ids.length]);
  await local.put({ ...doc, edited: `Edit ${edits}: funds are sufficient for the stay as declared.` });
}

function follow() {
  live = local.replicate.from(remote(), { ...batches, live: true, retry: true });
  live.on('change', ({ docs }) => arrivals.add(docs.length));
}

answerParent({
  initial: async ({ url: at, file }) => {
    url = at;
    ids = readCases(file)
      .slice(0, 1000)
      .map((row) => row.id);
    const run = await timed(() => local.replicate.from(remote(), batches));
    const { doc_count: cases } = await local.info();
    follow();
    return { ...run, cases };
  },
  reach: ({ url: at }) => {
    live?.cancel();
    url = at;
  },
  arrived: ({ count }) => arrivals.next(count),
  edit: async ({ rounds }) => {
    live?.cancel();
    return timedEdits(rounds, edit);
  },
  push: async ({ count }) => {
    live?.cancel();
    for (let index = 0; index < count; index += 1) await edit();
    return timed(() => local.replicate.to(remote(), batches));
  },
  memory,
  stop: () => local.close(),
});
