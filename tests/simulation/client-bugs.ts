import { sql } from '#core/db/sql.ts';
import type { SyncDisk, SyncNetwork } from '#core/sync/ports.ts';
import type { FeedResponse, FeedRow } from '#shared/protocol/pull-feed.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SimClient } from './sim-client.ts';

export type MakeDisk = (disk: SyncDisk, client: SimClient, random: SeededRandom) => SyncDisk;
export type MakeNetwork = (network: SyncNetwork, client: SimClient, random: SeededRandom) => SyncNetwork;

/** A port with some of its methods replaced. */
export function replaced<Port extends object>(port: Port, methods: Partial<Port>): Port {
  return new Proxy(port, {
    get: (target, name) => {
      const own: unknown = Reflect.get(methods, name);
      if (own !== undefined) return own;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

function withFeed(network: SyncNetwork, change: (response: FeedResponse) => FeedResponse): SyncNetwork {
  return replaced(network, { feed: async (ask, signal) => change(await network.feed(ask, signal)) });
}

function withoutOneRow(response: FeedResponse, random: SeededRandom): FeedResponse {
  const shown = response.rows.filter((row) => row.kind !== 'hidden');
  if (shown.length === 0 || !random.chance(0.1)) return response;
  const missed = random.pick(shown);
  const rows = response.rows.map((row): FeedRow => (row === missed ? { kind: 'hidden', n: row.n, count: 1 } : row));
  return { ...response, rows };
}

/** A row whose transaction ended late is passed over for ever, as with a cursor over a sequence. */
export const cursorOverSequence: MakeNetwork = (network, _client, random) =>
  withFeed(network, (response) => withoutOneRow(response, random));

/** Events of the feed are applied a second time, as if they were new. */
export const duplicateApply: MakeNetwork = (network, _client, random) =>
  withFeed(network, (response) => ({
    ...response,
    rows: response.rows.map((row): FeedRow => {
      if (row.kind !== 'events' || !random.chance(0.2)) return row;
      const again = row.events.map((event) => ({ ...event, seq: event.seq + row.events.length }));
      return { ...row, events: [...row.events, ...again] };
    }),
  }));

/** The first difference of the digest would say so; nobody looks. */
export const digestIgnored: MakeDisk = (disk, client) => replaced(disk, { digest: () => lastDigest.get(client) ?? '' });

const lastDigest = new WeakMap<SimClient, string>();
export const digestIgnoredNetwork: MakeNetwork = (network, client, random) =>
  withFeed(network, (response) => {
    if (response.digest !== null) lastDigest.set(client, response.digest);
    return withoutOneRow(response, random);
  });

/** An act leaves the outbox at its answer, before its effect has come down. */
export const outboxDroppedAtAck: MakeDisk = (disk, { db }) =>
  replaced(disk, {
    takeResults: (response, proofs) => {
      disk.takeResults(response, proofs);
      for (const { n } of response.results) db.run(sql`delete from outbox where n = ${n}`);
    },
  });

/** What waits is forgotten by the view when the case changes under it. */
export const rebaseDropsPending: MakeDisk = (disk, { db }) =>
  replaced(disk, {
    takeFeed: (response) => {
      disk.takeFeed(response);
      for (const row of response.rows) {
        if (row.kind === 'events')
          db.run(sql`update outbox set settled = 1 where case_id = ${row.caseId} and state = 'waiting'`);
      }
    },
  });

/** Cases and position are written apart: the device dies between the two, or so it looks afterwards. */
export const feedAppliedWithoutCursor: MakeDisk = (disk, { db }, random) =>
  replaced(disk, {
    takeFeed: (response) => {
      disk.takeFeed(response);
      if (response.rows.length > 0 && random.chance(0.15)) {
        db.run(sql`update sync_cursor set position = ${response.after} where partition = ${response.partition}`);
      }
    },
  });

/** The same, the other way round: the position is written first. */
export const cursorWithoutFeed: MakeDisk = (disk, { db }, random) =>
  replaced(disk, {
    takeFeed: (response) => {
      if (response.rows.length === 0 || !random.chance(0.1)) return disk.takeFeed(response);
      db.run(sql`update sync_cursor set position = ${response.to} where partition = ${response.partition}`);
    },
  });

/** A refusal is taken for a yes. */
export const lostRefusal: MakeDisk = (disk) =>
  replaced(disk, {
    takeResults: (response, proofs) => {
      const results = response.results.map(({ n, receipt }) => ({ n, receipt, outcome: 'accepted' as const }));
      disk.takeResults({ ...response, results }, proofs);
    },
  });

interface Answered {
  readonly n: number;
  readonly state: string;
  readonly settled: number;
  readonly result: string | null;
}

/** Another central is heard of, and answers of the one before are kept up to a number. */
function keepingAnswers(disk: SyncDisk, { db }: SimClient, through: () => number): SyncDisk {
  return replaced(disk, {
    startOver: (epoch) => {
      const before = db.all<Answered>(
        sql`select n, state, settled, result from outbox where state <> 'waiting' and n <= ${through()}`,
      );
      disk.startOver(epoch);
      for (const { n, state, settled, result } of before) {
        db.run(sql`update outbox set state = ${state}, settled = ${settled}, result = ${result} where n = ${n}`);
      }
    },
  });
}

/** After central was restored from a backup, what it has lost is not offered again. */
export const notOfferedAgain: MakeDisk = (disk, client) => keepingAnswers(disk, client, () => client.lastMade());

const lastKnown = new WeakMap<SimClient, number>();

/** After central was restored from a backup, only what it has lost is offered again. */
export const answersOfOtherEpoch: MakeDisk = (disk, client) =>
  keepingAnswers(disk, client, () => lastKnown.get(client) ?? 0);
export const answersOfOtherEpochNetwork: MakeNetwork = (network, client) =>
  replaced(network, {
    hello: async (request, signal) => {
      const response = await network.hello(request, signal);
      lastKnown.set(client, response.last);
      return response;
    },
  });

/** A case that another office has by now is taken away by the feed of the office that it left. */
export const evictedByOtherOffice: MakeDisk = (disk, { db }) =>
  replaced(disk, {
    takeFeed: (response) => {
      for (const row of response.rows) {
        if (row.kind === 'left')
          db.run(sql`update case_here set partition = ${response.partition} where case_id = ${row.caseId}`);
      }
      disk.takeFeed(response);
    },
  });

/** The number of an act is not kept with the act: after a death it is used again. */
export const numberReused: MakeDisk = (disk, { db }, random) =>
  replaced(disk, {
    takeResults: (response, proofs) => {
      disk.takeResults(response, proofs);
      if (random.chance(0.2)) db.run(sql`update device set last_n = last_n - 1 where last_n > 1`);
    },
  });

/** Cases that the feed takes away stay on the device. */
export const evictionForgotten: MakeNetwork = (network) =>
  withFeed(network, (response) => ({
    ...response,
    rows: response.rows.map((row): FeedRow => (row.kind === 'left' ? { kind: 'hidden', n: row.n, count: 1 } : row)),
  }));

/** The end of a page is taken for the end of the feed. */
export const claimsUpToDate: MakeNetwork = (network) =>
  withFeed(network, (response) => ({ ...response, head: response.to }));

/** Every answer is taken for safe, whatever central vouches for. */
export const watermarkAhead: MakeNetwork = (network) =>
  replaced(network, {
    push: async (request, signal) => {
      const response = await network.push(request, signal);
      return { ...response, durableThrough: response.last };
    },
  });
