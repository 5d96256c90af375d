/** A stand-in for PowerSync's service: its stream of checkpoints over an array in memory, with no database behind it. */

import { createServer } from 'node:http';
import { answerParent, readCases, sharedNow } from './peer.mjs';

const bucket = 'bench[]';
const ops = [];
let sum = 0;
let rows = [];
let changed = 0;
let writeCheckpoint = 0;
const wake = [];

function put({ id, ...row }) {
  const checksum = (ops.length * 2654435761) >>> 0;
  sum = (sum + checksum) >>> 0;
  const op = { op_id: `${ops.length + 1}`, op: 'PUT', object_type: 'cases', object_id: id, checksum };
  ops.push({ ...op, data: JSON.stringify(row), subkey: '' });
}

/** As the service does it (1,000 operations and about a megabyte a line): longer lines cost its client thirty times as much. */
const opsInLine = 1000;
const charactersInLine = 1_000_000;

function nextLine(after, upTo) {
  let end = after;
  for (let characters = 0; end < upTo && end - after < opsInLine && characters < charactersInLine; end += 1) {
    characters += ops[end].data.length;
  }
  return ops.slice(after, end);
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString('utf8') || '{}');
}

async function stream(request, response) {
  const body = await bodyOf(request);
  let after = Number(body.buckets?.find((each) => each.name === bucket)?.after ?? 0);
  response.setHeader('content-type', 'application/x-ndjson');
  const send = (line) => response.write(`${JSON.stringify(line)}\n`);
  response.on('close', () => {
    for (const resolve of wake.splice(0)) resolve();
  });
  while (!response.closed) {
    const upTo = ops.length;
    const checkpoint = `${upTo}`;
    const buckets = [{ bucket, checksum: sum, count: upTo, priority: 3, subscriptions: [{ default: 0 }] }];
    const streams = [{ name: 'bench', is_default: true, errors: [] }];
    send({ checkpoint: { last_op_id: checkpoint, write_checkpoint: `${writeCheckpoint}`, buckets, streams } });
    while (after < upTo && !response.closed) {
      const data = nextLine(after, upTo);
      const next = after + data.length;
      const more = send({ data: { bucket, data, has_more: next < upTo, after: `${after}`, next_after: `${next}` } });
      after = next;
      if (!more) await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
    }
    send({ checkpoint_complete: { last_op_id: checkpoint } });
    if (ops.length === upTo) await new Promise((resolve) => wake.push(resolve));
  }
}

const answer = async (request, response) => {
  const { pathname } = new URL(request.url, 'http://peer');
  if (pathname === '/sync/stream') return stream(request, response);
  response.setHeader('content-type', 'application/json');
  if (pathname === '/upload') {
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const { id, data } of await bodyOf(request)) put({ ...byId.get(id), ...data });
    return response.end('{}');
  }
  if (pathname === '/write-checkpoint2.json') {
    writeCheckpoint += 1;
    for (const resolve of wake.splice(0)) resolve();
    return response.end(JSON.stringify({ data: { write_checkpoint: `${writeCheckpoint}` } }));
  }
  return response.writeHead(404).end('{}');
};
const server = createServer((request, response) => void answer(request, response));
// A connection that is closed just when it is used again would end the round.
server.keepAliveTimeout = 600_000;

answerParent({
  start: () =>
    new Promise((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve({ url: `http://127.0.0.1:${server.address().port}` })),
    ),
  fill: ({ file }) => {
    rows = readCases(file);
    for (const row of rows) put(row);
  },
  change: ({ count }) => {
    for (let index = 0; index < count; index += 1) {
      changed += 1;
      put({ ...rows[rows.length - 1 - (changed % Math.min(1000, rows.length))], touched: changed });
    }
    for (const resolve of wake.splice(0)) resolve();
    return { at: sharedNow() };
  },
  stop: () => undefined,
});
