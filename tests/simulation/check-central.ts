import { createHash } from 'node:crypto';
import { firstChain, leafHash, nextChain } from '#central/audit/hashes.ts';
import type { Actor } from '#shared/model/actor.ts';
import { recordTouched } from '#shared/model/basis.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { Command } from '#shared/model/command.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import { isHandedOverType } from '#shared/model/handed-over.ts';
import { sameValue } from '#shared/model/same-value.ts';
import { scopeOf, sightOf } from '#shared/model/visibility.ts';
import { chainedText, firstPrevHash } from '#shared/protocol/command-envelope.ts';
import type { CaseAtCentral, CentralSnapshot, ResultAtCentral } from './central-snapshot.ts';
import { checkTree } from './check-log.ts';

export type Violate = (what: string) => void;

/** A device whose acts are checked: who it is, and what it has ever signed, as `n:hash`. */
export interface ActingDevice {
  readonly name: string;
  readonly clientId: string;
  readonly who: Actor;
  readonly issued: ReadonlySet<string>;
}

/** Acts on the merits: who does one holds the case at that moment, by the newest assignment. */
const meritEvents: ReadonlySet<CaseEvent['type']> = new Set<CaseEvent['type']>([
  'assessment-recorded',
  'evidence-added',
  'evidence-removed',
  'decision-drafted',
  'decision-signed',
  'bring-forward-set',
  'bring-forward-cleared',
  'handed-over-settled',
]);

function checkLog(id: string, { stored, events, states }: CaseAtCentral, violate: Violate): void {
  if (events.some((event, index) => event.seq !== index + 1)) violate(`case ${id.slice(0, 4)}: its log has a gap`);
  const folded = states[events.length];
  if (folded === undefined || !sameValue(folded, stored.state)) {
    return violate(`case ${id.slice(0, 4)}: the log does not replay to the state`);
  }
  const scope = scopeOf(folded);
  if (stored.version !== folded.version || stored.office !== scope.officeId || stored.officer !== scope.officerId) {
    violate(`case ${id.slice(0, 4)}: the columns say other than the state`);
  }
}

/** Dense numbers, and each case's events told once, in order, by the office that has it. */
function checkFeed(central: CentralSnapshot, violate: Violate): void {
  const told = new Map<string, Set<string>>();
  for (const [partition, rows] of central.feed) {
    if (rows.some((row, index) => row.n !== index + 1)) violate(`feed ${partition}: a number is missing`);
    if (central.counters.get(partition) !== rows.length) violate(`feed ${partition}: the counter is not at its end`);
    const through = new Map<string, number>();
    for (const row of rows) {
      if (row.first_seq <= (through.get(row.case_id) ?? 0)) violate(`feed ${partition}: ${row.n} goes back in time`);
      through.set(row.case_id, row.last_seq);
      const ranges = told.get(row.case_id) ?? new Set();
      told.set(row.case_id, ranges.add(`${String(row.first_seq).padStart(6)} ${row.last_seq}`));
    }
  }
  for (const [id, { events }] of central.cases) {
    let next = 1;
    for (const range of [...(told.get(id) ?? [])].sort()) {
      const [first = 0, last = 0] = range.trim().split(' ').map(Number);
      if (first !== next) violate(`case ${id.slice(0, 4)}: the feed skips or repeats event ${next}`);
      next = last + 1;
    }
    if (next !== events.length + 1) violate(`case ${id.slice(0, 4)}: the feed ends before event ${next}`);
  }
}

/** One device's acts: dense, chained, issued by it, each with its one result. */
function checkActs(client: ActingDevice, central: CentralSnapshot, violate: Violate): void {
  const results = central.results.get(client.clientId) ?? [];
  const row = central.clients.get(client.clientId);
  let chained = firstPrevHash;
  results.forEach(({ n, hash, envelope, outcome, result }, index) => {
    const name = `${client.name} act ${n}`;
    if (n !== index + 1) violate(`${name}: numbers before it have no result`);
    if (!client.issued.has(`${n}:${hash}`)) violate(`${name}: was never issued`);
    if (createHash('sha256').update(chainedText(envelope)).digest('hex') !== hash) violate(`${name}: another hash`);
    if (envelope.prevHash !== chained) violate(`${name}: does not continue the device's chain`);
    if (result.n !== n || result.outcome !== outcome) violate(`${name}: the stored result is another act's`);
    if ((outcome === 'handed-over') !== central.handedOver.has(`${client.clientId} ${n}`)) {
      violate(`${name}: handed over and not kept, or the other way round`);
    }
    chained = hash;
  });
  if (row !== undefined && (row.last_n !== results.length || row.last_hash !== chained)) {
    violate(`${client.name}: central's end of its chain is not that of its results`);
  }
}

interface Effect {
  readonly caseId: string;
  readonly events: CaseEvent[];
}

/** Events by the act that caused them: `client n`. */
function effectsOf(central: CentralSnapshot): Map<string, Effect[]> {
  const effects = new Map<string, Effect[]>();
  for (const [caseId, { events }] of central.cases) {
    for (const event of events) {
      if (event.command === null) continue;
      const key = `${event.command.clientId} ${event.command.n}`;
      const known = effects.get(key) ?? [];
      const last = known.at(-1);
      if (last?.caseId === caseId && last.events.at(-1)?.seq === event.seq - 1) last.events.push(event);
      else known.push({ caseId, events: [event] });
      effects.set(key, known);
    }
  }
  return effects;
}

function checkStanding(state: CaseState, { envelope, n }: ResultAtCentral, first: CaseEvent, violate: Violate): void {
  const { assignment } = state;
  if (meritEvents.has(first.type)) {
    if (assignment.officerId !== first.by) violate(`act ${n}: ${first.type} by somebody who did not hold the case`);
    const { epoch, made = {} } = envelope.basis;
    // What only tidies up a draft is no judgement of the case: whoever holds it may, also after it went away and came back.
    const isJudgement = isHandedOverType(envelope.type);
    if (isJudgement && (epoch !== assignment.epoch || (made['assignment'] ?? null) !== assignment.act)) {
      violate(`act ${n}: ${first.type} over another assignment than the one seen`);
    }
  }
  const touched = recordTouched(state, envelope as unknown as Command);
  if (touched === null) return;
  const { records, made = {} } = envelope.basis;
  if (records[touched.key] !== touched.version || (made[touched.key] ?? null) !== touched.act) {
    violate(`act ${n}: silently overwrote ${touched.key}`);
  }
}

/** A handed-over act is a draft on its case, word for word, and nothing else; no other act makes one. */
function checkHandedOver({ outcome, envelope }: ResultAtCentral, effect: Effect | undefined, violate: Violate): void {
  const [event, ...more] = effect?.events ?? [];
  const isDraft = event?.type === 'act-handed-over';
  if (outcome !== 'handed-over') {
    if (isDraft && envelope.type !== 'handed-over.leave') violate('became a draft, and was not handed over');
    return;
  }
  if (!isDraft || more.length > 0 || effect?.caseId !== envelope.caseId)
    return violate('handed over, and no draft of its case');
  const { type, payload, doneAt } = event.payload;
  if (type !== envelope.type || doneAt !== envelope.actAt || !sameValue(payload, envelope.payload)) {
    violate('handed over, and its draft is another act');
  }
}

/** Each accepted act stands in the log once at most and whole; nothing else stands in it. */
function checkEffects(clients: readonly ActingDevice[], central: CentralSnapshot, violate: Violate): void {
  const effects = effectsOf(central);
  for (const client of clients) {
    let before: { readonly feed: number; readonly partition: string } = { feed: 0, partition: '' };
    for (const each of central.results.get(client.clientId) ?? []) {
      const name = `${client.name} act ${each.n}`;
      const own = effects.get(`${client.clientId} ${each.n}`) ?? [];
      effects.delete(`${client.clientId} ${each.n}`);
      if (own.length > 1) violate(`${name}: stands in the log ${own.length} times`);
      if (each.outcome === 'refused' && own.length > 0) violate(`${name}: refused, and stands in the log`);
      checkHandedOver(each, own[0], (what) => violate(`${name}: ${what}`));
      const { feed } = each.result.receipt;
      const [effect] = own;
      if (each.outcome !== 'refused' && (feed === null) !== (effect === undefined)) {
        violate(`${name}: accepted, and its receipt and the log differ`);
      }
      const first = effect?.events[0];
      if (effect === undefined || first === undefined) continue;
      const state = central.cases.get(effect.caseId)?.states[first.seq - 1];
      if (state !== undefined && each.outcome === 'accepted') checkStanding(state, each, first, violate);
      if (feed !== null) {
        if (before.partition === feed.partition && before.feed >= feed.n) violate(`${name}: took effect out of order`);
        before = { feed: feed.n, partition: feed.partition };
        const row = central.feed.get(feed.partition)?.[feed.n - 1];
        if (row?.case_id !== effect.caseId || row.last_seq !== effect.events.at(-1)?.seq) {
          violate(`${name}: its receipt points at another change`);
        }
      }
    }
  }
  for (const key of effects.keys())
    violate(`an act without a result stands in the log: ${key.slice(0, 4)} ${key.slice(37)}`);
}

function checkAudit(central: CentralSnapshot, violate: Violate): void {
  const ends = new Map<string, { n: number; chain: string }>();
  const acts: string[] = [];
  for (const { stream, n, entry, leaf, chain } of central.audit) {
    const end = ends.get(stream) ?? { n: 0, chain: firstChain };
    const isRight = n === end.n + 1 && leaf === leafHash(entry) && chain === nextChain(end.chain, leaf);
    if (!isRight) violate(`audit ${stream}: entry ${n} does not follow`);
    ends.set(stream, { n, chain });
    const { act } = JSON.parse(entry) as { act: string | null };
    if (act !== null) acts.push(act);
  }
  const hashes = [...central.results.values()].flat().map((each) => each.hash);
  if (!sameValue([...acts].sort(), hashes.sort())) violate('audit: not one entry for each act');
}

/** Central by itself: at any moment, whatever has happened. */
export function checkCentral(
  clients: readonly ActingDevice[],
  central: CentralSnapshot,
  violate: Violate,
  log?: Parameters<typeof checkTree>[2],
): void {
  for (const [id, each] of central.cases) checkLog(id, each, violate);
  checkFeed(central, violate);
  for (const client of clients) checkActs(client, central, violate);
  checkEffects(clients, central, violate);
  checkAudit(central, violate);
  checkTree(central, violate, log);
}

/** Whether a person may see a case as it stands, and how much. */
export function sightNow(
  client: ActingDevice,
  partition: string,
  { stored }: CaseAtCentral,
): ReturnType<typeof sightOf> {
  return stored.office === partition ? sightOf(client.who, scopeOf(stored.state)) : 'none';
}
