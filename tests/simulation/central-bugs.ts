import { createHash } from 'node:crypto';
import type { Database } from '#central/store/database.ts';
import { sql } from '#central/store/sql.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import { type CommandEnvelope, chainedText } from '#shared/protocol/command-envelope.ts';
import type { PushRequest } from '#shared/protocol/push-commands.ts';
import type { SeededRandom } from './seeded-random.ts';
import { tamperedDatabase } from './tampered-database.ts';

/** The batch that central is taking in, while a bug needs to know it. */
export interface PushInHand {
  request: PushRequest | null;
}

type MakeDatabase = (real: Database, inHand: PushInHand, random: SeededRandom) => Database;

const isDeviceRow = (text: string): boolean => text.includes('from client where client_id');
const hashOf = (envelope: CommandEnvelope): string => createHash('sha256').update(chainedText(envelope)).digest('hex');

/** A repeated act is taken as a new one. */
export const noDedup: MakeDatabase = (real, inHand) =>
  tamperedDatabase(real, {
    rows: (text, rows) => {
      const first = inHand.request?.commands[0];
      if (!isDeviceRow(text) || first === undefined) return [...rows];
      return rows.map((row) =>
        Number(row['last_n']) < first.n ? row : { ...row, last_n: first.n - 1, last_hash: first.prevHash },
      );
    },
    before: async (text, db) => {
      const first = inHand.request?.commands[0];
      if (!text.includes('insert into command_result') || first === undefined) return;
      await db.run(sql`delete from handed_over where client_id = ${first.clientId} and n >= ${first.n}`);
      await db.run(sql`delete from command_result where client_id = ${first.clientId} and n >= ${first.n}`);
    },
  });

class NotKept extends Error {}

/** The answer goes out, and then the transaction is lost: as if it had been answered before the commit. */
export const ackBeforeCommit: MakeDatabase = (real, inHand, random) => ({
  ...real,
  write: async (work) => {
    if (inHand.request === null || !random.chance(0.1)) return real.write(work);
    let value: { readonly given: Awaited<ReturnType<typeof work>> } | null = null;
    try {
      return await real.write(async (db) => {
        value = { given: await work(db) };
        throw new NotKept();
      });
    } catch (thrown) {
      const kept = value as { readonly given: Awaited<ReturnType<typeof work>> } | null;
      if (!(thrown instanceof NotKept) || kept === null) throw thrown;
      return kept.given;
    }
  },
});

/** Neither the chain nor the content of a number is compared with what central has. */
export const prevHashUnchecked: MakeDatabase = (real, inHand) =>
  tamperedDatabase(real, {
    rows: (text, rows) => {
      const commands = inHand.request?.commands ?? [];
      if (isDeviceRow(text)) {
        return rows.map((row) => {
          const next = commands.find((each) => each.n === Number(row['last_n']) + 1);
          return next === undefined ? row : { ...row, last_hash: next.prevHash };
        });
      }
      if (!text.includes('select n, hash, result from command_result')) return [...rows];
      return rows.map((row) => {
        const sent = commands.find((each) => each.n === Number(row['n']));
        return sent === undefined ? row : { ...row, hash: hashOf(sent) };
      });
    },
  });

/** A revoked device is served on. */
export const revokedAccepted: MakeDatabase = (real) =>
  tamperedDatabase(real, {
    rows: (text, rows) => (isDeviceRow(text) ? rows.map((row) => ({ ...row, revoked_at: null })) : [...rows]),
  });

type Pretend = (state: CaseState, commands: readonly CommandEnvelope[]) => CaseState;
type Restore = (written: CaseState, pretended: CaseState, real: CaseState) => CaseState;

/** Lets the rule book see another state than the case has, and puts right what is written: a check that is not made. */
function pretending(real: Database, inHand: PushInHand, pretend: Pretend, restore: Restore): Database {
  const shown = new Map<string, { readonly real: CaseState; readonly pretended: CaseState }>();
  return tamperedDatabase(real, {
    rows: (text, rows) => {
      if (!text.includes('from case_state where case_id = any') || !text.includes('for update')) return [...rows];
      return rows.map((row) => {
        const state = JSON.parse(String(row['state'])) as CaseState;
        const own = (inHand.request?.commands ?? []).filter((each) => each.caseId === state.id);
        const pretended = pretend(state, own);
        shown.set(state.id, { real: state, pretended });
        return { ...row, state: JSON.stringify(pretended) };
      });
    },
    values: (text, values) => {
      if (!text.includes('update case_state set')) return values;
      const [ids, numbers, offices, officers, versions, states] = values as string[][];
      const right = (states ?? []).map((each) => {
        const written = JSON.parse(each) as CaseState;
        const known = shown.get(written.id);
        return known === undefined ? written : restore(written, known.pretended, known.real);
      });
      const holders = right.map((state) => state.assignment.officerId);
      return [
        ids,
        numbers,
        offices,
        officers === undefined ? officers : holders,
        versions,
        right.map((state) => JSON.stringify(state)),
      ];
    },
  });
}

/** Whoever held the case once may still act on it: the assignment epoch is not compared. */
export const staleEpochAccepted: MakeDatabase = (real, inHand) =>
  pretending(
    real,
    inHand,
    (state, [first]) =>
      first === undefined || first.basis.epoch >= state.assignment.epoch || first.type.startsWith('case.')
        ? state
        : {
            ...state,
            assignment: { ...state.assignment, epoch: first.basis.epoch, act: seenAct(first), officerId: first.actor },
          },
    (written, pretended, truth) =>
      written.assignment.epoch === pretended.assignment.epoch ? { ...written, assignment: truth.assignment } : written,
  );

const seenAct = ({ basis }: CommandEnvelope, key = 'assignment'): string | null => basis.made?.[key] ?? null;

type Recorded = { version: number; act?: string | null | undefined };

/** The records of a case that an act may rest on, by key. */
function recordsOf(state: CaseState): [string, Recorded][] {
  const { eligibility, criminality } = state.assessments;
  const all: Record<string, Recorded | undefined> = {
    assignment: state.assignment,
    decision: state.decision,
    'bring-forward': state.bringForward,
    'assessment:eligibility': eligibility,
    'assessment:criminality': criminality,
  };
  return Object.entries(all).flatMap(([key, record]) => (record === undefined ? [] : [[key, record]]));
}

/** Versions are known by their numbers alone, which come again after a refusal and after a restore. */
export const numbersAlone: MakeDatabase = (real, inHand) =>
  pretending(
    real,
    inHand,
    (state, [first]) => {
      const next = structuredClone(state);
      if (first === undefined) return next;
      for (const [key, record] of recordsOf(next)) {
        const isSeen =
          key === 'assignment'
            ? first.basis.epoch === next.assignment.epoch
            : first.basis.records[key] === record.version;
        if (isSeen) record.act = seenAct(first, key);
      }
      return next;
    },
    (written, pretended, truth) => {
      const next = structuredClone(written);
      const [before, real] = [new Map(recordsOf(pretended)), new Map(recordsOf(truth))];
      for (const [key, record] of recordsOf(next)) {
        if (record.version === before.get(key)?.version) record.act = real.get(key)?.act;
      }
      return next;
    },
  );

/** What an officer did before the case moved on is taken out of the case again. */
export const handedOverLost: MakeDatabase = (real, inHand) =>
  pretending(
    real,
    inHand,
    (state) => state,
    ({ handedOver: _lost, ...written }) => written,
  );

/** A draft that is handed over is written as the act itself: applied by nobody who holds the case. */
export const handedOverApplied: MakeDatabase = (real) =>
  tamperedDatabase(real, {
    values: (text, values) => {
      if (!text.includes('insert into case_event')) return values;
      const [ids, seqs, types, events] = values as [string[], number[], string[], string[]];
      const asActs = events.map((each) => {
        const event = JSON.parse(each) as CaseEvent;
        if (event.type !== 'act-handed-over' || event.payload.type !== 'bring-forward.set') return event;
        return { ...event, type: 'bring-forward-set', payload: event.payload.payload };
      });
      return [
        ids,
        seqs,
        asActs.map((event, at) => event.type ?? types[at]),
        asActs.map((event) => JSON.stringify(event)),
      ];
    },
  });

/** Assessments and reminders: the version that was seen is not compared with the one that is there. */
export const basisIgnored: MakeDatabase = (real, inHand) =>
  pretending(
    real,
    inHand,
    (state, commands) => {
      const next = structuredClone(state);
      for (const command of commands.toReversed()) {
        for (const [key, record] of recordsOf(next)) {
          const seen = command.basis.records[key];
          if (key === 'assignment' || key === 'decision' || seen === undefined) continue;
          record.version = seen;
          record.act = seenAct(command, key);
        }
      }
      return next;
    },
    (written, pretended, truth) => {
      const next = structuredClone(written);
      if (next.bringForward.version === pretended.bringForward.version) next.bringForward.act = truth.bringForward.act;
      next.bringForward.version += truth.bringForward.version - pretended.bringForward.version;
      for (const key of ['eligibility', 'criminality'] as const) {
        const record = next.assessments[key];
        const before = truth.assessments[key]?.version ?? 0;
        if (record === undefined) continue;
        if (record.version === pretended.assessments[key]?.version) record.act = truth.assessments[key]?.act;
        record.version += before - (pretended.assessments[key]?.version ?? 0);
      }
      return next;
    },
  );
