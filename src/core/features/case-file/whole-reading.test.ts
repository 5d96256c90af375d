import { describe, expect, it } from 'vitest';
import type { CaseId, Instant } from '#shared/model/ids.ts';
import { project } from '#shared/model/visibility.ts';
import { caseIdA, heldCase, supervisor } from '#support/case-fixtures.ts';
import { newId } from '#support/core.ts';
import { openTestWorkspace } from '#support/workspace.ts';
import { toCaseView } from './case-view.ts';
import { performAct, requireCase } from './perform-act.ts';
import { WholeReading } from './whole-reading.ts';

const hour = 3_600_000;
const at = (ms: number): Instant => new Date(Date.parse('2026-11-20T15:00:00.000Z') + ms).toISOString() as Instant;

function reading() {
  const whole = heldCase();
  const under = openTestWorkspace([{ sight: 'summary', state: project(whole, 'summary'), history: [] }], supervisor);
  const { workspace, clock } = under;
  const timers: { ms: number; fire: () => void }[] = [];
  const asked: CaseId[] = [];
  const evicted: string[] = [];
  const reader = new WholeReading({
    workspace,
    sync: { answered: async () => undefined, looksAt: () => undefined, evictRead: () => void evicted.push('evicted') },
    central: {
      wholeCase: async (caseId) => {
        asked.push(caseId);
        // Central's clock is a year ahead of the device's.
        return { state: whole, history: [], now: at(365 * 24 * hour), until: at(365 * 24 * hour + 8 * hour) };
      },
    },
    scheduler: {
      after: (ms, fire) => {
        timers.push({ ms, fire });
        return () => undefined;
      },
    },
    notices: { casesChanged: () => undefined },
  });
  const view = () => toCaseView(workspace, requireCase(workspace, caseIdA), 0);
  const open = (reason: string): void => {
    performAct(workspace, { actId: newId(), caseId: caseIdA, type: 'case.open', payload: { reason } });
    workspace.openedWithReason.add(caseIdA);
  };
  return { reader, view, open, timers, asked, evicted, clock, workspace };
}

describe('reading a whole case', () => {
  it('ends by itself when its time is over, by the device’s own clock, and says when', async () => {
    const { reader, view, open, timers, evicted, clock } = reading();
    open('quality review');
    await reader.read(caseIdA);
    expect(view()).toMatchObject({ sight: 'full', whole: { here: { until: at(8 * hour) } } });
    expect(timers.at(-1)?.ms).toBe(8 * hour);
    clock.at = at(8 * hour);
    expect(view()).toMatchObject({ sight: 'summary' });
    timers.at(-1)?.fire();
    expect(view()).toMatchObject({ needsReason: true, whole: { here: null, endedAt: at(8 * hour) } });
    expect(evicted).toEqual(['evicted']);
    open('second look');
    clock.at = at(9 * hour);
    await reader.read(caseIdA);
    expect(view()).toMatchObject({ sight: 'full', whole: { endedAt: null } });
  });

  it('asks central for nothing before a reason was given', async () => {
    const { reader, asked } = reading();
    await expect(reader.read(caseIdA)).rejects.toMatchObject({ code: 'rule-refused' });
    expect(asked).toEqual([]);
  });

  it('leaves nothing behind when the store is locked', async () => {
    const { reader, view, open, workspace } = reading();
    open('quality review');
    await reader.read(caseIdA);
    reader.stop();
    expect(view()).toMatchObject({ sight: 'summary' });
    expect(workspace.wholeCases.nextEnd()).toBeNull();
  });

  it('keeps the ten that came last', async () => {
    const { workspace } = reading();
    const held = heldCase();
    const ids = Array.from({ length: 12 }, () => newId() as CaseId);
    for (const id of ids) {
      workspace.wholeCases.put({ state: { ...held, id }, history: [], readAt: at(0), until: at(hour) });
    }
    expect(ids.map((id) => workspace.wholeCases.get(id, at(0)) !== null)).toEqual([
      false,
      false,
      ...Array.from({ length: 10 }, () => true),
    ]);
  });
});
