import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '#shared/model/actor.ts';
import type { OfficeId, OfficerId } from '#shared/model/ids.ts';
import { clerk, officer, otherOfficer, supervisor } from '#support/case-fixtures.ts';
import type { StoredFeedRow } from './feed-page.ts';
import { planPage } from './feed-page.ts';
import { sightIn } from './partition-sight.ts';

type Scope = readonly [office: string, officer: string | null] | null;

const here = 'CPCO';
const [me, other] = [officer.officerId, otherOfficer.officerId];

function row(
  n: number,
  caseId: string,
  before: Scope,
  after: NonNullable<Scope>,
  assigned: StoredFeedRow['assigned'] = null,
): StoredFeedRow {
  return {
    n,
    case_id: caseId,
    first_seq: n,
    last_seq: n,
    office_before: (before?.[0] ?? null) as OfficeId | null,
    officer_before: (before?.[1] ?? null) as OfficerId | null,
    office_after: after[0] as OfficeId,
    officer_after: after[1] as OfficerId | null,
    assigned,
  };
}

const mine: NonNullable<Scope> = [here, me];
const theirs: NonNullable<Scope> = [here, other];
const pool: NonNullable<Scope> = [here, null];

describe('a page of the feed', () => {
  it('gives events of cases that are seen in full throughout, and counts the rest in runs', () => {
    const rows = [
      row(1, 'a', mine, mine),
      row(2, 'b', theirs, theirs),
      row(3, 'b', theirs, theirs),
      row(4, 'a', mine, mine),
    ];
    expect(planPage(here, officer, rows)).toEqual([
      { kind: 'events', n: 1, caseId: 'a', firstSeq: 1, lastSeq: 1 },
      { kind: 'hidden', n: 3, count: 2 },
      { kind: 'events', n: 4, caseId: 'a', firstSeq: 4, lastSeq: 4 },
    ]);
  });

  it('says what took a case away, and not what happened to it afterwards', () => {
    const rows = [row(1, 'a', mine, theirs, 'reassigned'), row(2, 'a', theirs, theirs)];
    expect(planPage(here, officer, rows)).toEqual([
      { kind: 'hidden', n: 1, count: 1 },
      { kind: 'left', n: 2, caseId: 'a', reason: 'reassigned' },
    ]);
  });

  it.each([
    ['reassigned', row(1, 'a', mine, theirs, 'reassigned')],
    ['taken-by-other', row(1, 'a', pool, theirs, 'taken')],
    ['transferred', row(1, 'a', mine, ['NRBI', null], 'reassigned')],
    ['access-changed', row(1, 'a', mine, theirs)],
  ])('says why a case leaves: %s', (reason, left) => {
    expect(planPage(here, officer, [left])).toEqual([{ kind: 'left', n: 1, caseId: 'a', reason }]);
  });

  it('tells of a case that comes and goes within the page nothing, and of one that goes and comes that it is another', () => {
    const comesAndGoes = [
      row(1, 'a', theirs, mine, 'reassigned'),
      row(2, 'a', mine, mine),
      row(3, 'a', mine, theirs, 'reassigned'),
    ];
    expect(planPage(here, officer, comesAndGoes)).toEqual([{ kind: 'hidden', n: 3, count: 3 }]);
    const goesAndComes = [row(1, 'a', mine, theirs, 'reassigned'), row(2, 'a', theirs, mine, 'reassigned')];
    expect(planPage(here, officer, goesAndComes)).toEqual([
      { kind: 'hidden', n: 1, count: 1 },
      { kind: 'state', n: 2, caseId: 'a', version: 2, sight: 'full', entered: false },
    ]);
  });

  it('gives a supervisor and a clerk one state a case, at its last number', () => {
    const rows = [row(1, 'a', null, pool), row(2, 'b', theirs, theirs), row(3, 'a', pool, mine, 'taken')];
    const states = (sight: string) => [
      { kind: 'hidden', n: 1, count: 1 },
      { kind: 'state', n: 2, caseId: 'b', version: 2, sight, entered: false },
      { kind: 'state', n: 3, caseId: 'a', version: 3, sight, entered: true },
    ];
    expect(planPage(here, supervisor, rows)).toEqual(states('summary'));
    expect(planPage(here, clerk, rows)).toEqual(states('intake'));
  });

  it('covers every number once, in order, and leaves exactly what is visible at its end, for anybody and any history', () => {
    const scopes = [mine, theirs, pool, ['NRBI', null], ['NRBI', me]] as const;
    const step = fc.record({ id: fc.constantFrom('a', 'b', 'c'), to: fc.constantFrom(...scopes) });
    const people: Actor[] = [officer, otherOfficer, supervisor, clerk];
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.nat(6), fc.constantFrom(...people), (steps, size, who) => {
        const at = new Map<string, Scope>();
        // A change is told in the partitions that had or have the case; the others have no row of it.
        const rows: StoredFeedRow[] = [];
        for (const { id, to } of steps) {
          const before = at.get(id) ?? null;
          at.set(id, to);
          if (before?.[0] === here || to[0] === here) rows.push(row(rows.length + 1, id, before, to, 'reassigned'));
        }
        const held = new Map<string, string>();
        let covered = 0;
        for (let start = 0; start < rows.length; start += size + 1) {
          for (const planned of planPage(here, who, rows.slice(start, start + size + 1))) {
            expect(planned.n).toBe(covered + (planned.kind === 'hidden' ? planned.count : 1));
            covered = planned.n;
            if (planned.kind === 'state') {
              expect(planned.entered).toBe(!held.has(planned.caseId));
              held.set(planned.caseId, planned.sight);
            }
            if (planned.kind === 'left') expect(held.delete(planned.caseId)).toBe(true);
            if (planned.kind === 'events') expect(held.get(planned.caseId)).toBe('full');
          }
        }
        expect(covered).toBe(rows.length);
        const visible = [...at].flatMap(([id, scope]) => {
          const sight = sightIn(
            here,
            who,
            scope === null ? null : { officeId: scope[0] as OfficeId, officerId: scope[1] as OfficerId | null },
          );
          return sight === 'none' ? [] : [[id, sight]];
        });
        expect(Object.fromEntries(held)).toEqual(Object.fromEntries(visible));
      }),
    );
  });
});
