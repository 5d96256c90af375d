import { describe, expect, it } from 'vitest';
import { programTexts } from '#support/program-texts.ts';
import { programs } from './registry.ts';
import { text } from './text.ts';

const texts = Object.values(programs).flatMap(programTexts);
const french = [...new Set(texts.map((each) => each.fr))];
const english = [...new Set(texts.map((each) => each.en))];

/** The texts that a pattern finds fault with. */
const faults = (among: readonly string[], fault: RegExp): readonly string[] => among.filter((each) => fault.test(each));

describe('French typography', () => {
  it('puts a non-breaking space before : ; ! ? » and after «', () => {
    expect(faults(french, /[^\u00a0][:;!?»]/)).toEqual([]);
    expect(faults(french, /«[^\u00a0]/)).toEqual([]);
  });

  it('uses the typographic apostrophe and guillemets alone', () => {
    expect(faults(french, /['"“”]/)).toEqual([]);
  });

  it('never parts a number from its unit', () => {
    expect(faults(french, /\d (jours?|mois|ans?|heures|000)\b/)).toEqual([]);
  });

  it('accents capitals and leaves no doubled space', () => {
    expect(faults(french, /\b(Etudes|Etat|Equit|Emploi accept|A votre|A la suite)\b/)).toEqual([]);
    expect(faults(french, / {2}| \n|\u00a0 | \u00a0/)).toEqual([]);
  });

  it('cites the law the French way, with the closing parenthesis of a letter only', () => {
    expect(faults(french, /\d\([a-z]\)/)).toEqual([]);
  });

  it("uses the department's words", () => {
    expect(
      faults(french, /\b(applicant|officier|visa touristique|évidence|application de visa|adresser une plainte)\b/i),
    ).toEqual([]);
  });

  it('says « résident temporaire » and « permis d’études », not their English shapes', () => {
    expect(faults(french, /permis d’étude\b|résidence temporaire permis|permis étude/)).toEqual([]);
  });
});

describe('English typography', () => {
  it('uses the typographic apostrophe and leaves no doubled space', () => {
    expect(faults(english, /'/)).toEqual([]);
    expect(faults(english, / {2}| \n/)).toEqual([]);
  });

  it('has no French spacing', () => {
    expect(faults(english, /[\u00a0 ][:;!?]/)).toEqual([]);
  });
});

describe('text', () => {
  it('sets what the keyboard writes', () => {
    const set = text("The officer's form IMM 5257", "Motif : l'agent a dit « non » en 60 jours, 1 095 jours !");
    expect(set.en).toBe('The officer’s form IMM\u00a05257');
    expect(set.fr).toBe('Motif\u00a0: l’agent a dit «\u00a0non\u00a0» en 60\u00a0jours, 1\u00a0095\u00a0jours\u00a0!');
  });
});
