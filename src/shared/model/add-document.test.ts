import { describe, expect, it } from 'vitest';
import {
  actOn,
  clerk,
  commandOn,
  decideAs,
  farOfficer,
  heldCase,
  now,
  officer,
  otherOfficer,
  poolCase,
  supervisor,
} from '#support/case-fixtures.ts';
import type { Actor } from './actor.ts';
import type { CaseState } from './case-state.ts';
import { type CommandPayload, command } from './command.ts';
import { documentMaximumBytes, documentsMaximum } from './document.ts';
import type { ApplicantId, DocumentId, Sha256 } from './ids.ts';

const added: CommandPayload<'document.add'> = {
  documentId: 'd1c2b3a4-99e5-4042-8285-4edfc0b1a293' as DocumentId,
  type: 'police-certificate',
  title: { en: 'Police certificate', fr: 'Certificat de police' },
  applicantId: null,
  dated: null,
  origin: 'secure-message',
  sha256: 'c'.repeat(64) as Sha256,
  sizeBytes: 40_000,
  mime: 'application/pdf',
  pages: 2,
};

const outcome = (who: Actor, state: CaseState, more: Partial<typeof added> = {}): string => {
  const decided = decideAs(who, state, commandOn(state, 'document.add', { ...added, ...more }));
  return decided.ok ? 'accepted' : decided.error.code;
};

describe('adding a document', () => {
  it('puts it on the file as received now', () => {
    const state = actOn(heldCase(), officer, 'document.add', added);
    expect(state.documents.at(-1)).toEqual({
      id: added.documentId,
      type: 'police-certificate',
      title: added.title,
      applicantId: null,
      dated: null,
      expires: null,
      receivedAt: now,
      origin: 'secure-message',
      sha256: added.sha256,
      sizeBytes: 40_000,
      mime: 'application/pdf',
      pages: 2,
      replaces: null,
      readBy: {},
    });
  });

  it('is for whoever sees the papers of the file', () => {
    expect(outcome(officer, heldCase())).toBe('accepted');
    expect(outcome(clerk, heldCase())).toBe('accepted');
    expect(outcome(otherOfficer, poolCase())).toBe('accepted');
    expect(outcome(supervisor, heldCase())).toBe('not-holder');
    expect(outcome(otherOfficer, heldCase())).toBe('not-visible');
    expect(outcome(farOfficer, poolCase())).toBe('not-visible');
  });

  it('is kept for the new officer where the case has moved on meanwhile', () => {
    const before = commandOn(poolCase(), 'document.add', added);
    const decided = decideAs(otherOfficer, heldCase(officer), before);
    expect(decided).toMatchObject({ ok: false, error: { code: 'stale-epoch' } });
  });

  it('takes a content once, an id once, and an applicant of the case', () => {
    const state = actOn(heldCase(), officer, 'document.add', added);
    const other = 'd1c2b3a4-99e5-4042-8285-4edfc0b1a294' as DocumentId;
    expect(outcome(officer, state)).toBe('duplicate-id');
    expect(outcome(officer, state, { documentId: other })).toBe('document-already-there');
    const fresh = { documentId: other, sha256: 'd'.repeat(64) as Sha256 };
    expect(outcome(officer, state, fresh)).toBe('accepted');
    expect(outcome(officer, state, { ...fresh, applicantId: other as string as ApplicantId })).toBe(
      'unknown-applicant',
    );
    expect(outcome(officer, state, { ...fresh, applicantId: state.applicants[0]?.id ?? null })).toBe('accepted');
  });

  it('ends at the most that a file may hold, and at a closed case', () => {
    const state = heldCase();
    const one = state.documents[0];
    if (one === undefined) throw new Error('the case has documents');
    const full = { ...state, documents: Array.from({ length: documentsMaximum }, () => one) };
    expect(outcome(officer, full)).toBe('too-many-documents');
    const closed = { ...state, application: { ...state.application, status: 'closed' as const } };
    expect(outcome(officer, closed)).toBe('case-closed');
  });

  it('is no act at all with a file that is too large, empty, of another kind or without a title', () => {
    const parse = (more: object): boolean =>
      command.safeParse({ type: 'document.add', payload: { ...added, ...more }, basis: { epoch: 0, records: {} } })
        .success;
    expect(parse({})).toBe(true);
    expect(parse({ sizeBytes: documentMaximumBytes + 1 })).toBe(false);
    expect(parse({ origin: 'case-pack' })).toBe(false);
    expect(parse({ sizeBytes: 0 })).toBe(false);
    expect(parse({ mime: 'text/html' })).toBe(false);
    expect(parse({ title: { en: ' ', fr: 'x' } })).toBe(false);
    expect(parse({ sha256: 'short' })).toBe(false);
  });
});
