import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { sql } from '#core/db/sql.ts';
import { queueFilter, queueOrder } from '#shared/contract/queue.ts';
import { startCore } from '#support/core.ts';
import { FakeKeychain } from '#support/fake-keychain.ts';
import { seedStore } from '#support/seed-store.ts';
import { SeededRandom } from '../../simulation/seeded-random.ts';
import type { Mark, SessionOrder } from './session-order.ts';

/** A working session on a recorded disk: acts, documents, typed text, the store locked and opened, the log checkpointed. */
const order = JSON.parse(process.argv[2] ?? '') as SessionOrder;
const random = new SeededRandom(order.seed);
const keychain = new FakeKeychain('recorded', true, Buffer.from(order.keychainKey, 'hex'));
const marks = openSync(order.marks, 'w');

/** What a person has been told is safe, in the same record as the writes. */
function mark(what: Mark): void {
  writeSync(marks, `${JSON.stringify(what)}\n`);
}

await seedStore({ dataDir: order.dataDir, cases: order.cases, keychain });
const core = await startCore({ dataDir: order.dataDir, keychain });
mark({ kind: 'ready' });
const asked = { filter: queueFilter.parse({ holder: 'mine' }), order: queueOrder.parse({}), offset: 0, limit: 50 };
const { rows } = await core.call('queue.window', asked);
for (let round = 0; round < order.rounds; round += 1) {
  const { vault, db } = core.session.requireOpen();
  const documents = Array.from({ length: 3 }, () => Buffer.alloc(1 + random.int(200_000), `${order.needle} page `));
  const putting = documents.map(async (bytes, index) => {
    bytes.writeUInt32LE(round * 10 + index, 0);
    const sha256 = await vault.put(bytes);
    mark({ kind: 'document', sha256, sizeBytes: bytes.length });
  });
  for (let index = 0; index < order.actsPerRound; index += 1) {
    const { caseId } = random.pick(rows);
    const text = `${order.needle} ${'called. '.repeat(random.int(600))}`;
    const payload = { noteId: random.uuid(), type: 'general', text, protectedPassages: [] };
    const { n } = await core.call('case-file.act', { actId: random.uuid(), caseId, type: 'note.add', payload });
    if (n !== null) mark({ kind: 'act', n });
  }
  await Promise.all(putting);
  if (round % 3 === 1) db.run(sql`pragma wal_checkpoint`);
  if (round % 3 === 2) {
    await core.call('store.lock', {});
    await core.call('store.unlock', { with: 'keychain' });
  }
}
await core.stop();
fsyncSync(marks);
closeSync(marks);
