import { scopeAfter } from '#central/sync/feed-page.ts';
import { sightIn } from '#central/sync/partition-sight.ts';
import { sql } from '#core/db/sql.ts';
import { readBase, readHistory } from '#core/features/case-file/case-store.ts';
import { overlayActs } from '#core/features/outbox/store.ts';
import { readCursors } from '#core/features/sync/cursor-store.ts';
import { apply } from '#shared/model/apply.ts';
import type { CaseId } from '#shared/model/ids.ts';
import { sameValue } from '#shared/model/same-value.ts';
import { mayShowEvent, project } from '#shared/model/visibility.ts';
import type { CommandResult } from '#shared/protocol/push-commands.ts';
import type { CentralSnapshot } from './central-snapshot.ts';
import { sightNow } from './check-central.ts';
import { checkLogAtClient } from './check-log.ts';
import type { SimClient } from './sim-client.ts';

type Violate = (what: string) => void;

interface OutboxRow {
  readonly n: number;
  readonly hash: string;
  readonly state: string;
  readonly settled: number;
  readonly case_id: CaseId;
  readonly result: string | null;
}

function outboxOf(client: SimClient): OutboxRow[] {
  return client.db.all<OutboxRow>(sql`select n, hash, state, settled, case_id, result from outbox order by n`);
}

function casesOf(client: SimClient) {
  return client.db.all<{ case_id: CaseId; partition: string; version: number; sight: 'full' | 'summary' | 'intake' }>(
    sql`select case_id, partition, version, sight from case_here order by case_id`,
  );
}

/** The device by itself: what was told as done is there, what waits is shown, what is shown is central's plus that. */
export function checkStore(client: SimClient, violate: Violate): void {
  const { db, name } = client;
  const outbox = outboxOf(client);
  const byNumber = new Map(outbox.map((row) => [row.n, row]));
  for (const [n, hash] of client.told) {
    if (byNumber.get(n)?.hash !== hash) violate(`${name} act ${n}: told as done, and no longer in the outbox`);
  }
  const here = casesOf(client);
  const shown = new Map(here.map((row) => [row.case_id, new Set(overlayActs(db, row.case_id).map((act) => act.n))]));
  for (const row of outbox) {
    if (row.state !== 'waiting' || row.settled === 0) continue;
    const base = readBase(db, row.case_id);
    if (base === null || !shown.has(row.case_id)) continue;
    const hasCome = readHistory(db, base.row).some(
      (event) => event.command?.clientId === client.clientId && event.command.n === row.n,
    );
    // A projection does not show every event, so its absence there says nothing.
    if (!hasCome && base.sight === 'full') violate(`${name} act ${row.n}: waits, and is not shown`);
  }
  const running = client.running;
  if (running === null) return;
  const { book } = running.workspace;
  for (const { case_id: caseId, version } of here) {
    const base = readBase(db, caseId);
    if (base === null || base.state.version !== version) {
      violate(`${name} case ${caseId.slice(0, 4)}: its tables differ`);
      continue;
    }
    const state = overlayActs(db, caseId)
      .flatMap((act) => act.events)
      .reduce(apply, base.state);
    if (!sameValue(book.view(caseId)?.state, state)) {
      violate(`${name} case ${caseId.slice(0, 4)}: the view is not central's state plus what is pending`);
    }
  }
  const lines = db.value<number>(sql`select count(*) from queue_row`) ?? 0;
  if (lines !== here.length) violate(`${name}: ${lines} lines in the queue for ${here.length} cases`);
}

function centralEpochOf(client: SimClient): string | null {
  return client.db.value<string>(sql`select central_epoch from device`) ?? null;
}

/** Each answer that the device holds is central's, and stands there. */
function checkAnswers(client: SimClient, central: CentralSnapshot, violate: Violate): void {
  const stored = new Map((central.results.get(client.clientId) ?? []).map((each) => [each.n, each]));
  for (const row of outboxOf(client)) {
    if (row.result === null) continue;
    const there = stored.get(row.n);
    const name = `${client.name} act ${row.n}`;
    if (there === undefined) violate(`${name}: acknowledged, and central does not have it`);
    else if (there.hash !== row.hash) violate(`${name}: acknowledged, and central has another act under its number`);
    else if (!sameValue(there.result, JSON.parse(row.result) as CommandResult)) {
      violate(`${name}: the answer here is not the one that central stored`);
    }
  }
}

/** What a feed's first `position` numbers come to for this person: case, version, sight. */
function prefixOf(
  client: SimClient,
  central: CentralSnapshot,
  partition: string,
  position: number,
): Map<string, string> {
  const lines = new Map<string, string>();
  for (const row of (central.feed.get(partition) ?? []).slice(0, position)) {
    const sight = sightIn(partition, client.who, scopeAfter(row));
    if (sight === 'none') lines.delete(row.case_id);
    else lines.set(row.case_id, `${row.last_seq} ${sight}`);
  }
  return lines;
}

/** Cases that more than one office's feed tells of: which one a device hears first is not given. */
function wanderers(central: CentralSnapshot): ReadonlySet<string> {
  const seenIn = new Map<string, string>();
  const wandering = new Set<string>();
  for (const [partition, rows] of central.feed) {
    for (const { case_id: id } of rows) {
      if ((seenIn.get(id) ?? partition) !== partition) wandering.add(id);
      seenIn.set(id, partition);
    }
  }
  return wandering;
}

/** What the device holds of central is exactly a prefix of the feed, and each case as central had it then. */
function checkPrefix(client: SimClient, central: CentralSnapshot, violate: Violate): void {
  const wandering = wanderers(central);
  const followed = new Set(
    readCursors(client.db)
      .filter((cursor) => cursor.phase === 'following')
      .map((cursor) => cursor.partition),
  );
  // While a partition is being loaded anew, what stands here is still what was before.
  const here = casesOf(client).filter((row) => followed.has(row.partition));
  for (const { partition, phase, position } of readCursors(client.db)) {
    if (phase !== 'following') continue;
    const wanted = prefixOf(client, central, partition, position);
    for (const row of here) {
      if (row.partition !== partition || wandering.has(row.case_id)) continue;
      const line = wanted.get(row.case_id);
      wanted.delete(row.case_id);
      if (line !== `${row.version} ${row.sight}`) {
        violate(
          `${client.name} case ${row.case_id.slice(0, 4)}: at ${partition} ${position} it is ${row.version} ${row.sight}, should be ${line ?? 'gone'}`,
        );
      }
    }
    for (const [id, line] of wanted) {
      if (!wandering.has(id))
        violate(`${client.name} case ${id.slice(0, 4)}: at ${partition} ${position} it is missing, should be ${line}`);
    }
  }
  for (const { case_id: caseId, version, sight } of here) {
    const there = central.cases.get(caseId);
    const base = readBase(client.db, caseId);
    const state = there?.states[version];
    if (there === undefined || base === null || state === undefined || !sameValue(project(state, sight), base.state)) {
      violate(`${client.name} case ${caseId.slice(0, 4)}: is not what central had at version ${version}`);
      continue;
    }
    const events = there.events.filter((event) => event.seq <= version && mayShowEvent(event.type, sight));
    if (sight === 'full' && !sameValue(readHistory(client.db, base.row), events)) {
      violate(`${client.name} case ${caseId.slice(0, 4)}: its history is not central's`);
    }
  }
}

/** Whenever "up to date" stands: every feed has been taken as far as central has said that it goes. */
export function checkClaim(client: SimClient, saidHeads: ReadonlyMap<string, number>, violate: Violate): void {
  for (const { partition, phase, position } of readCursors(client.db)) {
    const head = saidHeads.get(partition) ?? 0;
    if (phase !== 'following' || position < head)
      violate(`${client.name} says it is up to date: at ${partition} ${position}, central has said ${head}`);
  }
}

/** What a device was told is safe is there, whatever power went at central: it may have forgotten it by now. */
export function checkWatermark(
  client: SimClient,
  { epoch, wasRestored }: { readonly epoch: string; readonly wasRestored: boolean },
  central: CentralSnapshot,
  violate: Violate,
): void {
  // Nobody can vouch for what an operator puts in place of it.
  if (wasRestored && centralEpochOf(client) !== epoch) return;
  const safe = client.db.value<number>(sql`select durable_through from device`) ?? 0;
  const there = central.results.get(client.clientId)?.length ?? 0;
  if (safe > there) violate(`${client.name}: takes acts for safe up to ${safe}, central has ${there}`);
}

/** At any moment: holds for a device that knows of the present epoch. */
export function checkAgainstCentral(
  client: SimClient,
  epoch: string,
  central: CentralSnapshot,
  violate: Violate,
): void {
  if (centralEpochOf(client) !== epoch) return;
  checkAnswers(client, central, violate);
  checkLogAtClient(client, central, violate);
  checkPrefix(client, central, violate);
}

/** After quiet: everything has an answer, and what is here is what central would send now. */
export function checkConverged(client: SimClient, central: CentralSnapshot, violate: Violate): void {
  const { name } = client;
  const results = central.results.get(client.clientId) ?? [];
  if (results.length !== client.lastMade())
    violate(`${name}: made ${client.lastMade()} acts, central has ${results.length}`);
  for (const row of outboxOf(client)) if (row.result === null) violate(`${name} act ${row.n}: has no answer`);
  const cursors = readCursors(client.db);
  for (const { partition, phase, position } of cursors) {
    const head = central.counters.get(partition) ?? 0;
    if (phase !== 'following' || position !== head)
      violate(`${name}: stands at ${position} of ${partition}, its end is ${head}`);
  }
  const here = new Map(casesOf(client).map((row) => [row.case_id as string, row]));
  for (const [id, each] of central.cases) {
    const sights = cursors
      .map(({ partition }) => sightNow(client, partition, each))
      .filter((sight) => sight !== 'none');
    const [sight = 'none'] = sights;
    const row = here.get(id);
    here.delete(id);
    const wanted = sight === 'none' ? 'none' : `${each.stored.version} ${sight}`;
    const found = row === undefined ? 'none' : `${row.version} ${row.sight}`;
    if (wanted !== found) violate(`${name} case ${id.slice(0, 4)}: here ${found}, central would send ${wanted}`);
    if (row !== undefined && overlayActs(client.db, row.case_id).length > 0) {
      violate(`${name} case ${id.slice(0, 4)}: something is still shown as pending`);
    }
    checkDocuments(client, id, each.stored.state.documents, row !== undefined, violate);
  }
  for (const id of here.keys()) violate(`${name} case ${id.slice(0, 4)}: central does not have it`);
}

/** Every document that a case names is here or listed as missing. */
function checkDocuments(
  client: SimClient,
  id: string,
  documents: readonly { readonly sha256: string }[],
  isHere: boolean,
  violate: Violate,
): void {
  if (!isHere) return;
  const listed = new Set(
    client.db.column<string>(
      sql`select d.sha256 from case_here h join case_document c on c.row = h.row join document d on d.sha256 = c.sha256
        where h.case_id = ${id}`,
    ),
  );
  if (documents.some((each) => !listed.has(each.sha256)))
    violate(`${client.name} case ${id.slice(0, 4)}: a document is not listed`);
}
