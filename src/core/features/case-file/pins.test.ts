import { describe, expect, it } from 'vitest';
import type { CaseId } from '#shared/model/ids.ts';
import { caseIdA, heldCase, now } from '#support/case-fixtures.ts';
import { openTestWorkspace } from '#support/workspace.ts';
import { pinCases, pinnedCases, pinnedDocuments, unpinPlan } from './pins.ts';

const elsewhere = '6b1f0f5e-3f0b-4c59-9d0a-2a3f6b7c8d99' as CaseId;

describe('pinned cases', () => {
  it('keep the documents that they name, until every plan has let go', () => {
    const { database } = openTestWorkspace([{ state: heldCase(), sight: 'full', history: [] }]);
    const { db } = database;
    expect(pinnedDocuments(db)).toEqual(new Set());
    pinCases(db, 'trip-1', [caseIdA, elsewhere], now);
    pinCases(db, 'trip-1', [caseIdA], now);
    pinCases(db, 'trip-2', [caseIdA], now);
    expect(pinnedCases(db, 'trip-1')).toEqual([caseIdA, elsewhere]);
    expect(pinnedDocuments(db)).toEqual(new Set(['a'.repeat(64), 'b'.repeat(64)]));
    unpinPlan(db, 'trip-1');
    expect(pinnedDocuments(db).size).toBe(2);
    unpinPlan(db, 'trip-2');
    expect(pinnedDocuments(db)).toEqual(new Set());
  });
});
