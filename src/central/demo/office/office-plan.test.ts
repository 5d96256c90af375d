import { describe, expect, it } from 'vitest';
import type { DocumentRecord } from '#shared/model/document.ts';
import type { Day, Sha256 } from '#shared/model/ids.ts';
import { programIds } from '#shared/model/programs/program.ts';
import type { CasePlan } from './case-plan.ts';
import { planCase } from './case-plan.ts';
import { tellCase } from './case-story.ts';
import { demoWishes } from './wishes.ts';

const today = '2026-11-23' as Day;
const plans = demoWishes('dossier').map((wish) => planCase(wish, today));

/** The papers of a plan, as if they had been scanned. */
function scansOf(plan: CasePlan): DocumentRecord[] {
  return plan.documents.map(({ id, type, applicantId, dated }) => ({
    id,
    type,
    title: { en: type, fr: type },
    applicantId,
    dated,
    expires: null,
    receivedAt: plan.application.receivedAt,
    origin: 'scan-batch',
    sha256: 'a'.repeat(64) as Sha256,
    sizeBytes: 1,
    mime: 'application/pdf',
    pages: 1,
    replaces: null,
    readBy: {},
  }));
}

const told = plans.map((plan) => tellCase(plan, scansOf(plan), today));

describe('the plan of the demo office', () => {
  it('has 240 cases over every program, some far beyond the standard, some that nobody holds', () => {
    expect(plans).toHaveLength(240);
    expect(new Set(plans.map((plan) => plan.application.program))).toEqual(new Set(programIds));
    expect(new Set(plans.map((plan) => plan.application.number)).size).toBe(240);
    expect(plans.filter((plan) => plan.holder === null).length).toBeGreaterThan(15);
    expect(new Set(plans.map((plan) => plan.application.correspondenceLanguage))).toEqual(new Set(['en', 'fr']));
  });

  it('has work in two offices for twelve officers, and one file of 600 pages', () => {
    expect(new Set(plans.map((plan) => plan.application.primaryOffice))).toEqual(new Set(['CPCO', 'NRBI']));
    expect(new Set(plans.flatMap((plan) => plan.holder ?? [])).size).toBe(12);
    const pages = plans.flatMap((plan) => plan.documents.map(({ request }) => request.pages ?? 1));
    expect(pages.filter((count) => count === 600)).toHaveLength(1);
  });

  it('is the same for the same seed and day, and another for another seed', () => {
    expect(demoWishes('dossier').map((wish) => planCase(wish, today))).toEqual(plans);
    expect(demoWishes('another').map((wish) => planCase(wish, today).id)).not.toEqual(plans.map((plan) => plan.id));
  });

  it('gives nobody in a family the name of another', () => {
    for (const { applicants } of plans) {
      const names = applicants.map(({ record }) => `${record.familyName}, ${record.givenNames}`);
      expect(new Set(names).size, names.join('; ')).toBe(names.length);
    }
  });
});

describe('the stories of the demo office', () => {
  it('have bring-forward dates of today, notes of substance in both languages, protected passages, decisions', () => {
    const states = told.map(({ state }) => state);
    expect(states.filter((state) => state.bringForward.entry?.date === today).length).toBeGreaterThan(3);
    const notes = states.flatMap((state) => state.notes);
    expect(new Set(notes.map((note) => note.text)).size).toBeGreaterThan(200);
    expect(notes.every((note) => note.text.length > 80)).toBe(true);
    expect(notes.some((note) => note.protectedPassages.length > 0)).toBe(true);
    expect(states.filter((state) => state.decision.signed !== null).length).toBeGreaterThan(2);
  });

  it('leave no blank to be filled in, and no article before a word that has its own', () => {
    for (const { state } of told) {
      for (const { text } of state.notes) {
        expect(text).not.toMatch(/[{}]|undefined|\bde une?\b|’s (?:an?|his|her) /u);
      }
    }
  });

  it('happen in order, between the receipt and today', () => {
    for (const { events } of told) {
      const times = events.map((event) => event.actAt);
      expect(times.toSorted()).toEqual(times);
      expect((times.at(-1) ?? '') <= `${today}T23:59:59.999Z`).toBe(true);
      expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    }
  });
});
