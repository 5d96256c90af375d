import { describe, expect, it } from 'vitest';
import type { CaseState } from '#shared/model/case-state.ts';
import type { ApplicantId, DocumentId } from '#shared/model/ids.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import { bankId, now, officer, passportId, poolCase } from '#support/case-fixtures.ts';
import { countryName } from './country-name.ts';
import { documentsInOrder, firstDocument, groupDocuments } from './group-documents.ts';

const program = programFor('visitor-visa');
const newerId = 'aaaaaaaa-55a1-4c0e-8f41-0a9b8c7d6e5f' as DocumentId;
const childId = 'bbbbbbbb-77c3-4e20-a063-2cbdae9f8071' as ApplicantId;

function withNewPassport(state: CaseState): CaseState {
  const documents = state.documents.flatMap((document) =>
    document.id === passportId ? [document, { ...document, id: newerId, replaces: passportId }] : [document],
  );
  return { ...state, documents };
}

function withChild(state: CaseState, accompanying = true): CaseState {
  const child = state.applicants.map((person) => ({
    ...person,
    id: childId,
    relationship: 'child' as const,
    accompanying,
  }));
  return { ...state, applicants: [...state.applicants, ...child] };
}

const groupOf = (state: CaseState, item: string | null) =>
  groupDocuments(state, program).find((group) => (group.item?.id ?? null) === item);

describe('the file pane', () => {
  it('stands in the order of the checklist and names what is required and not there', () => {
    const groups = groupDocuments(poolCase(), program);
    const order = program.checklist.map((item) => item.id);
    const shown = groups.flatMap((group) => group.item?.id ?? []);
    expect(shown).toEqual(order.filter((id) => shown.includes(id)));
    expect(groupOf(poolCase(), 'application-form')).toMatchObject({
      documents: [],
      missing: [{ familyName: 'Okafor' }],
    });
    expect(groupOf(poolCase(), 'fee')).toMatchObject({ documents: [], missing: [] });
    expect(groupOf(poolCase(), 'passport')?.missing).toBeNull();
  });

  it('says for whom of a family a paper is missing, and asks nothing of who does not travel', () => {
    expect(groupOf(withChild(poolCase()), 'passport')?.missing?.map((person) => person.id)).toEqual([childId]);
    expect(groupOf(withChild(poolCase(), false), 'passport')?.missing).toBeNull();
  });

  it('shows the newest version with those it replaced below it', () => {
    const documents = groupOf(withNewPassport(poolCase()), 'passport')?.documents ?? [];
    expect(documents.map(({ document }) => document.id)).toEqual([newerId]);
    expect(documents[0]?.earlier.map((document) => document.id)).toEqual([passportId]);
  });

  it('leaves no document out: what no item asks for stands at the end', () => {
    const state = poolCase();
    const other = state.documents.map((document) => ({ ...document, type: 'other' as const }));
    const groups = groupDocuments({ ...state, documents: other }, program);
    expect(groups.at(-1)).toMatchObject({ item: null });
    expect(documentsInOrder({ ...state, documents: other }, program)).toHaveLength(state.documents.length);
  });
});

describe('the document that a case opens on', () => {
  it('is the first that this officer has not read, else the first', () => {
    const state = poolCase();
    expect(firstDocument(state, officer.officerId)?.id).toBe(passportId);
    const read = state.documents.map((document) =>
      document.id === passportId ? { ...document, readBy: { [officer.officerId]: now } } : document,
    );
    expect(firstDocument({ ...state, documents: read }, officer.officerId)?.id).toBe(bankId);
    const allRead = state.documents.map((document) => ({ ...document, readBy: { [officer.officerId]: now } }));
    expect(firstDocument({ ...state, documents: allRead }, officer.officerId)?.id).toBe(passportId);
    expect(firstDocument({ ...state, documents: [] }, officer.officerId)).toBeNull();
  });
});

describe('a country', () => {
  it('is named in both languages from the code of the passport, and by the code where it has no name', () => {
    expect(countryName('NGA', 'en')).toBe('Nigeria (NGA)');
    expect(countryName('DEU', 'fr')).toBe('Allemagne (DEU)');
    expect(countryName('XXA', 'en')).toBe('XXA');
  });
});
