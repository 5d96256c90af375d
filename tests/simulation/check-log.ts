import { leafHash, nodeHash } from '#central/audit/hashes.ts';
import { isHeadSigned } from '#central/verify/check-heads.ts';
import { sql } from '#core/db/sql.ts';
import { readLogTrust, readProof } from '#core/features/outbox/proof-store.ts';
import { foldNodes, nodesOf, rootOfInclusion } from '#shared/protocol/merkle.ts';
import { growTree } from '#shared/protocol/merkle-run.ts';
import { testLog } from '#support/toy-log.ts';
import type { CentralSnapshot } from './central-snapshot.ts';
import type { SimClient } from './sim-client.ts';

type Violate = (what: string) => void;

const leavesOf = (central: CentralSnapshot, stream: string): string[] =>
  central.audit.filter((each) => each.stream === stream).map((each) => leafHash(each.entry));

/** The root over the first entries of a stream, made anew from nothing but their texts. */
function rootAt(central: CentralSnapshot, stream: string, size: number): string {
  return growTree({ size: 0, peaks: [] }, leavesOf(central, stream).slice(0, size), nodeHash).root;
}

/** Central's tree is over its entries, its head is signed, and each act points at its own entry. */
export function checkTree(
  central: CentralSnapshot,
  violate: Violate,
  log: Parameters<typeof isHeadSigned>[0] = testLog,
): void {
  for (const head of central.heads) {
    const { stream, size } = head;
    const leaves = leavesOf(central, stream);
    if (size !== leaves.length) violate(`log ${stream}: its head names ${size} entries of ${leaves.length}`);
    if (head.root !== rootAt(central, stream, size)) violate(`log ${stream}: its head has another root`);
    if (!isHeadSigned(log, head)) violate(`log ${stream}: its head is not signed`);
    const peaks = head.tree.match(/.{64}/gu) ?? [];
    if (peaks.length !== nodesOf({ begin: 0, end: size }).length || foldNodes(peaks, nodeHash) !== head.root) {
      violate(`log ${stream}: its peaks are not those of its root`);
    }
  }
  const acts = new Map(
    central.audit.map(({ stream, n, entry }) => [`${stream} ${n}`, (JSON.parse(entry) as { act: string | null }).act]),
  );
  for (const { n, hash, place } of [...central.results.values()].flat()) {
    if (acts.get(place) !== hash) violate(`act ${n}: points at another entry of the log`);
  }
}

/** What the device holds of the log is central's: each answer proven, each trusted head a prefix. */
export function checkLogAtClient(client: SimClient, central: CentralSnapshot, violate: Violate): void {
  const { db, name } = client;
  for (const { stream, size, root } of readLogTrust(db).heads) {
    if (root !== rootAt(central, stream, size)) violate(`${name}: trusts a head of ${stream} that central never had`);
  }
  for (const n of db.column<number>(sql`select n from outbox where result is not null order by n`)) {
    const proof = readProof(db, n);
    if (proof === null) {
      violate(`${name} act ${n}: has an answer and no proof`);
      continue;
    }
    const { head, entry, leaf, path } = proof;
    const there = central.audit.find((each) => each.stream === head.stream && each.n === entry);
    if (there?.leaf !== leaf) violate(`${name} act ${n}: its receipt is of another entry`);
    const root = rootOfInclusion({ leaf, index: entry - 1, size: head.size }, path, nodeHash);
    if (root !== head.root) violate(`${name} act ${n}: its receipt does not hold`);
  }
}
