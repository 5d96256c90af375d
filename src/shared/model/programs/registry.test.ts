import { describe, expect, it } from 'vitest';
import { programTexts } from '#support/program-texts.ts';
import { assessmentTypes } from '../assessment.ts';
import type { Bilingual } from '../bilingual.ts';
import { documentTypes } from '../document.ts';
import { type LetterTemplate, letterPlaceholders, type Program, programIds } from './program.ts';
import { isProvision } from './provision.ts';
import { checklistFor, groundFor, groundNamed, programFor, programs, refusalLetterKind } from './registry.ts';

const all: readonly Program[] = Object.values(programs);
const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const reasonId = /^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/;

function letters(program: Program): readonly (readonly [string, LetterTemplate])[] {
  return Object.entries(program.letters).flatMap(([kind, letter]) =>
    letter === null ? [] : [[kind, letter] as const],
  );
}

function placeholdersOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].toSorted();
}

function duplicates(ids: readonly string[]): readonly string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}

describe('the registry', () => {
  it('holds every program under its own id', () => {
    expect(Object.keys(programs).toSorted()).toEqual([...programIds].toSorted());
    for (const id of programIds) expect(programFor(id).id).toBe(id);
  });

  it('names the provision of a ground the same whichever program it is asked of', () => {
    for (const ground of all.flatMap((program) => program.grounds)) {
      expect(groundNamed(ground.id)?.provision).toBe(ground.provision);
    }
    expect(groundNamed('no-such-ground')).toBeUndefined();
  });

  it('can decide visitor visas and study permits', () => {
    expect(all.filter((program) => program.decidable).map((program) => program.id)).toEqual([
      'visitor-visa',
      'study-permit',
    ]);
  });

  it('is plain data that survives a process boundary', () => {
    expect(structuredClone(programs)).toEqual(programs);
    expect(JSON.parse(JSON.stringify(programs))).toEqual(programs);
  });
});

describe.each(all.map((program) => [program.id, program] as const))('%s', (_id, program) => {
  it('has both halves of every text, and neither is a copy of the other', () => {
    const found = programTexts(program);
    expect(found.length).toBeGreaterThan(20);
    for (const { en, fr } of found) {
      expect(en.trim(), fr).not.toBe('');
      expect(fr.trim(), en).not.toBe('');
      expect(fr).not.toBe(en);
    }
  });

  it('has stable ids that are unique', () => {
    const groundIds = program.grounds.map((ground) => ground.id);
    const paragraphs = program.grounds.flatMap((ground) => [...ground.introductions, ...ground.reasons]);
    expect(duplicates(groundIds)).toEqual([]);
    expect(duplicates(paragraphs.map((each) => each.id))).toEqual([]);
    expect(duplicates(program.checklist.map((item) => item.id))).toEqual([]);
    expect(duplicates(program.conditions.map((condition) => condition.id))).toEqual([]);
    expect(duplicates(program.categories.map((category) => category.code))).toEqual([]);
    for (const id of [...groundIds, ...program.checklist.map((i) => i.id), ...program.conditions.map((c) => c.id)]) {
      expect(id).toMatch(slug);
    }
    for (const ground of program.grounds) {
      for (const each of [...ground.introductions, ...ground.reasons]) {
        expect(each.id).toMatch(reasonId);
        expect(each.id.startsWith(`${ground.id}.`)).toBe(true);
        expect(each.id.length).toBeLessThanOrEqual(80);
      }
    }
    for (const { code } of program.categories) expect(code).toMatch(/^[A-Z0-9-]{1,20}$/);
    expect(program.numberPrefix).toMatch(/^[A-Z]{1,2}$/);
  });

  it('asks for known documents, with at least a form and what identifies the person', () => {
    expect(program.checklist.length).toBeGreaterThanOrEqual(5);
    for (const item of program.checklist) {
      expect(item.documentTypes.length).toBeGreaterThan(0);
      for (const type of item.documentTypes) expect(documentTypes).toContain(type);
    }
    const required = program.checklist.filter((item) => item.required === 'always').flatMap((i) => i.documentTypes);
    expect(required).toContain('application-form');
    expect(required).toContain('passport');
    const { application, applicant } = checklistFor(program);
    expect(application.length + applicant.length).toBe(program.checklist.length);
  });

  it('lists assessments in the order of the file, the first required being completeness', () => {
    const types = program.assessments.map((each) => each.type);
    expect(types).toEqual(assessmentTypes.filter((type) => types.includes(type)));
    expect(program.assessments[0]).toEqual({ type: 'completeness', required: true });
    expect(program.assessments.find((each) => each.type === 'eligibility')?.required).toBe(true);
  });

  it('rests each ground on a provision that can be cited, a reason, and assessments of the program', () => {
    expect(program.grounds.length).toBeGreaterThan(0);
    const types = program.assessments.map((each) => each.type);
    for (const ground of program.grounds) {
      expect(isProvision(ground.provision), ground.provision).toBe(true);
      expect(ground.reasons.length, ground.id).toBeGreaterThan(0);
      for (const type of ground.assessments) expect(types, ground.id).toContain(type);
      expect(groundFor(program, ground.id)).toBe(ground);
    }
  });

  it('says who may approve and who may refuse', () => {
    expect([1, 2, 3]).toContain(program.authority.approve);
    expect([1, 2, 3]).toContain(program.authority.refuse);
    expect(program.authority.refuse).toBeGreaterThanOrEqual(program.authority.approve);
  });

  it('proposes a validity within its maximum', () => {
    if (program.validity === null) return;
    expect(program.validity.defaultMonths).toBeLessThanOrEqual(program.validity.maximumMonths);
    expect(program.validity.defaultMonths).toBeGreaterThan(0);
    expect(program.validity.entries.length).toBeGreaterThan(0);
  });

  it('has the letters of an ordinary case, with the same known placeholders in both languages', () => {
    expect(program.letters.acknowledgement).not.toBeNull();
    expect(program.letters.approval).not.toBeNull();
    expect(program.letters.refusal).not.toBeNull();
    for (const [kind, { subject, body }] of letters(program)) {
      for (const half of [subject, body]) {
        expect(placeholdersOf(half.en), kind).toEqual(placeholdersOf(half.fr));
        for (const name of placeholdersOf(half.en)) expect(letterPlaceholders, kind).toContain(name);
        expect(half.en.replaceAll(/\{\w+\}/g, '')).not.toMatch(/[{}]/);
      }
      expect(placeholdersOf(body.en)).toEqual(expect.arrayContaining(['date', 'name', 'number', 'office', 'uci']));
    }
  });

  it('tells a refused applicant why, and how to have it reviewed in time', () => {
    for (const letter of [program.letters.refusal, program.letters.misrepresentation]) {
      if (letter === null) continue;
      expect(placeholdersOf(letter.body.en)).toEqual(expect.arrayContaining(['grounds', 'reviewPeriod']));
      expect(letter.body.en).toContain('Federal Court');
      expect(letter.body.fr).toContain('Cour fédérale');
    }
  });

  it('asks for conditions in an approval only where some always stand', () => {
    const asks = program.letters.approval?.body.en.includes('{conditions}') ?? false;
    if (asks) expect(program.conditions.some((each) => each.imposed === 'always')).toBe(true);
    expect(program.letters.approval?.body.en.includes('{validUntil}')).toBe(program.validity !== null);
  });

  it('gives misrepresentation its own letter, its fairness step and its warning', () => {
    const ground = program.grounds.find((each) => each.provision === 'A40(1)(a)');
    expect(ground === undefined).toBe(program.letters.misrepresentation === null);
    for (const each of program.grounds) expect(each.letter === 'own', each.id).toBe(each === ground);
    if (ground === undefined) return;
    expect(ground.fairness).toBe('required');
    expect(ground.warning?.en).toContain('five years');
    expect(ground.warning?.fr).toContain('cinq ans');
    expect(program.letters.misrepresentation?.body.en).toContain('five years');
    expect(program.letters.misrepresentation?.body.fr).toContain('cinq ans');
    expect(refusalLetterKind(program, [ground.id])).toBe('misrepresentation');
  });
});

describe('the grounds that need an introduction and a reason', () => {
  it.each([
    ['visitor-visa', 'R179(b)'],
    ['work-permit', 'R200(1)(b)'],
    ['study-permit', 'R216(1)(b)'],
  ] as const)('%s has them for %s', (id, provision) => {
    const ground = programFor(id).grounds.find((each) => each.provision === provision);
    expect(ground?.introductions.length).toBeGreaterThan(0);
    expect(ground?.reasons.length).toBeGreaterThanOrEqual(8);
    for (const each of ground?.introductions ?? []) {
      expect(each.text.en).toContain(provision.slice(1));
    }
  });

  it('are the only ones', () => {
    const introduced = all.flatMap((each) => each.grounds.filter((g) => g.introductions.length > 0));
    expect(new Set(introduced.map((ground) => ground.provision))).toEqual(
      new Set(['R179(b)', 'R200(1)(b)', 'R216(1)(b)']),
    );
  });
});

describe('visitor visa and study permit', () => {
  it.each(['visitor-visa', 'study-permit'] as const)('%s can be refused on every shared basis of law', (id) => {
    const provisions = programFor(id).grounds.map((each) => each.provision);
    expect(provisions).toEqual(
      expect.arrayContaining([
        'A11(1)',
        'A16(1)',
        'A20(1)(b)',
        'A34(1)',
        'A35(1)',
        'A36(1)',
        'A36(2)',
        'A37(1)',
        'A38(1)',
        'A39',
        'A40(1)(a)',
        'A41(a)',
        'A42(1)',
      ]),
    );
  });

  it.each(['visitor-visa', 'study-permit'] as const)('%s has every letter', (id) => {
    for (const letter of Object.values(programFor(id).letters)) expect(letter).not.toBeNull();
  });
});

describe('one id, one meaning', () => {
  it('a ground or reason shared by programs reads the same in each', () => {
    const seen = new Map<string, Bilingual>();
    for (const ground of all.flatMap((program) => program.grounds)) {
      for (const { id, text } of [{ id: ground.id, text: ground.title }, ...ground.introductions, ...ground.reasons]) {
        const before = seen.get(id);
        if (before !== undefined) expect(text, id).toEqual(before);
        seen.set(id, text);
      }
    }
  });
});
