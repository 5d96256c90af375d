import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sql } from '#core/db/sql.ts';
import { performAct } from '#core/features/case-file/perform-act.ts';
import { HttpCentral } from '#core/features/sync/http-central.ts';
import type { CaseId, NoteId } from '#shared/model/ids.ts';
import type { FeedResponse, FeedRow } from '#shared/protocol/pull-feed.ts';
import { caseIdA, eventOf, heldCase, officer, otherOfficer, received, supervisor } from '#support/case-fixtures.ts';
import { newId } from '#support/core.ts';
import { feedOf, openTestWorkspace, type TestWorkspace } from '#support/workspace.ts';

const assigned = eventOf(2, supervisor, {
  type: 'case-assigned',
  payload: { kind: 'reassigned', to: officer.officerId, officeId: null, reason: 'capacity' },
});
const noteEvent = (seq: number) =>
  eventOf(seq, otherOfficer, {
    type: 'note-added',
    payload: { id: newId() as NoteId, type: 'general', text: `note ${seq}`, protectedPassages: [] },
  });
const stranger = '00000000-0000-4000-8000-000000000001' as CaseId;
const row = (n: number, seq = n + 2, caseId = caseIdA): FeedRow => ({
  kind: 'events',
  n,
  caseId,
  events: [noteEvent(seq)],
});

function device(): TestWorkspace {
  const under = openTestWorkspace([{ sight: 'full', state: heldCase(), history: [received(), assigned] }]);
  const payload = { noteId: newId() as NoteId, type: 'general' as const, text: 'mine', protectedPassages: [] };
  performAct(under.workspace, { actId: newId(), caseId: caseIdA, type: 'note.add', payload });
  return under;
}

const standing = ({ database, workspace }: TestWorkspace) => ({
  position: database.db.value<number>(sql`select position from sync_cursor`),
  notes: workspace.book.view(caseIdA)?.state.notes.map((note) => note.text),
  waiting: database.db.value<number>(sql`select count(*) from outbox where state = 'waiting'`),
});

describe('a feed that is not as it should be', () => {
  it.each<[string, FeedResponse]>([
    ['a number missing', feedOf([row(1), row(3, 4)], 3)],
    ['a row twice', feedOf([row(1), row(1)], 1)],
    ['rows in another order', feedOf([row(2, 3), row(1, 4)], 2)],
    ['rows beyond its end', feedOf([row(1), row(2)], 1)],
    ['rows from another position', feedOf([row(6, 3)], 6, 5)],
    ['events of a case that is not here', feedOf([row(1, 3, stranger)], 1)],
    ['an event of a case missing between', feedOf([row(1, 5)], 1)],
    ['a hidden run longer than the numbers it covers', feedOf([{ kind: 'hidden', n: 2, count: 5 }], 2)],
    ['a partition that is none of this device', { ...feedOf([row(1)], 1), partition: 'ELSE' }],
  ])('is refused whole: %s; what is here and what waits stays', (_, response) => {
    const under = device();
    const before = standing(under);
    expect(() => under.tables.takeFeed(response)).toThrow(expect.objectContaining({ code: 'feed-broken' }) as Error);
    expect(standing(under)).toEqual(before);
    expect(before.notes).toEqual(['mine']);
  });

  it('that says again what is here already changes nothing but the position', () => {
    const under = device();
    const known = { ...row(1), events: [assigned] } as FeedRow;
    under.tables.takeFeed(feedOf([known], 1));
    expect(standing(under)).toEqual({ position: 1, notes: ['mine'], waiting: 1 });
  });
});

/** A central that answers everything with the bytes that `write` makes, as long as somebody reads. */
async function centralThat(write: (send: (text: string) => boolean, end: () => void) => void) {
  let sent = 0;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const send = (text: string): boolean => {
      sent += text.length;
      return !response.destroyed && response.write(text);
    };
    response.on('drain', () => write(send, () => response.end()));
    write(send, () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const central = new HttpCentral({ baseUrl: `http://127.0.0.1:${port}`, token: () => 'secret' });
  return { central, sent: () => sent };
}

const { signal } = new AbortController();
const ask = { partition: 'CPCO', after: 0, limit: 5, waitMs: 0, logSize: null, digest: true };

async function linesOf(central: HttpCentral): Promise<number> {
  let count = 0;
  for await (const lines of central.bootstrap({ partition: 'CPCO', cursor: null, at: null }, signal))
    count += lines.length;
  return count;
}

describe('a central that sends what no central would', () => {
  const endless = (send: (text: string) => boolean): void => {
    while (send('x'.repeat(65_536)));
  };

  it('without an end is left after what an answer may be', async () => {
    const { central, sent } = await centralThat(endless);
    await expect(central.feed(ask, signal)).rejects.toMatchObject({ code: 'central-refused' });
    expect(sent()).toBeLessThan(96 * 1024 * 1024);
  });

  it('as one line without an end is left after what a case may be', async () => {
    const { central, sent } = await centralThat(endless);
    await expect(linesOf(central)).rejects.toMatchObject({ code: 'central-refused' });
    expect(sent()).toBeLessThan(48 * 1024 * 1024);
  });

  it.each([
    ['nested without end', `${'['.repeat(300_000)}${']'.repeat(300_000)}`],
    [
      'nested in a row',
      `{"rows":[{"kind":"events","n":1,"caseId":"${stranger}","events":${'['.repeat(300_000)}${']'.repeat(300_000)}}]}`,
    ],
    ['of wrong types', '{"rows":{"length":1e9},"to":"all"}'],
    ['with a prototype', '{"__proto__":{"rows":[]},"rows":1}'],
    ['of numbers beyond all', '{"rows":[],"after":1e999,"to":-1}'],
  ])('%s is refused as not from a central, in feed and load', async (_, text) => {
    const { central } = await centralThat((send, end) => {
      send(`${text}\n`);
      end();
    });
    await expect(central.feed(ask, signal)).rejects.toMatchObject({ code: 'central-refused' });
    await expect(linesOf(central)).rejects.toMatchObject({ code: 'central-refused' });
    expect(({} as Record<string, unknown>)['rows']).toBeUndefined();
  });
});
