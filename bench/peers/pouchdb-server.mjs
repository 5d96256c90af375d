/** PouchDB's server: express-pouchdb over LevelDB, which stores without a flush at each commit. */

import express from 'express';
import expressPouchDb from 'express-pouchdb';
import PouchDB from 'pouchdb';
import { answerParent, folder, readCases, sharedNow } from './peer.mjs';

const Served = PouchDB.defaults({ prefix: `${folder}/` });
const app = express();
app.use('/', expressPouchDb(Served, { mode: 'minimumForPouchDB', overrideMode: { include: [] } }));
const cases = new Served('cases');
let changed = 0;
let ids = [];

answerParent({
  start: () =>
    new Promise((resolve) => {
      const server = app.listen(0, '127.0.0.1', () => resolve({ url: `http://127.0.0.1:${server.address().port}` }));
      // A connection that is closed just when it is used again would end the round.
      server.keepAliveTimeout = 600_000;
    }),
  fill: async ({ file }) => {
    const rows = readCases(file).map(({ id, ...rest }) => ({ _id: id, ...rest }));
    for (let from = 0; from < rows.length; from += 2000) await cases.bulkDocs(rows.slice(from, from + 2000));
    ids = rows.slice(-1000).map((row) => row._id);
  },
  change: async ({ count }) => {
    const keys = Array.from({ length: count }, (_, index) => ids[(changed + index) % ids.length]);
    changed += count;
    const { rows } = await cases.allDocs({ keys, include_docs: true });
    await cases.bulkDocs(rows.map(({ doc }) => ({ ...doc, touched: changed })));
    return { at: sharedNow() };
  },
  stop: () => cases.close(),
});
