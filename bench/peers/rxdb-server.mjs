/** The server that RxDB's replication asks for: an endpoint over an array in memory, with no database behind it. */

import { createServer } from 'node:http';
import { answerParent, readCases, sharedNow } from './peer.mjs';

/** @type {Map<string, Record<string, unknown>>} */
const byId = new Map();
/** Every change in order: the checkpoint is the position in it. */
const log = [];
let wake = [];
let changed = 0;

function store(row) {
  byId.set(row.id, row);
  log.push(row);
}

function tellWaiting() {
  for (const resolve of wake) resolve();
  wake = [];
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

const answerRequest = async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://peer');
  const after = Number(searchParams.get('after') ?? 0);
  if (pathname === '/wait' && after >= log.length) await new Promise((resolve) => wake.push(resolve));
  const answer = { conflicts: [] };
  if (pathname === '/push') {
    for (const { newDocumentState } of await bodyOf(request)) store(newDocumentState);
    tellWaiting();
  } else {
    answer.documents = log.slice(after, after + Number(searchParams.get('limit') ?? 1000));
    answer.checkpoint = { at: after + answer.documents.length };
  }
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(answer));
};
const server = createServer((request, response) => void answerRequest(request, response));
// A connection that is closed just when it is used again would end the round.
server.keepAliveTimeout = 600_000;

answerParent({
  start: () =>
    new Promise((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve({ url: `http://127.0.0.1:${server.address().port}` })),
    ),
  fill: ({ file }) => {
    for (const row of readCases(file)) store({ ...row, _deleted: false });
  },
  change: ({ count }) => {
    const ids = [...byId.keys()].slice(-1000);
    for (let index = 0; index < count; index += 1) {
      changed += 1;
      store({ ...byId.get(ids[changed % ids.length]), touched: changed });
    }
    tellWaiting();
    return { at: sharedNow() };
  },
  stop: () => server.close(),
});
