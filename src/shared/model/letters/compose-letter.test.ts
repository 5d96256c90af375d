import { describe, expect, it } from 'vitest';
import type { Language } from '../bilingual.ts';
import type { Day } from '../ids.ts';
import type { Program } from '../programs/program.ts';
import { programFor, programs } from '../programs/registry.ts';
import { letterBlocks } from './blocks.ts';
import { composeLetter } from './compose-letter.ts';
import type { CitedGround, Letter, LetterFacts, LetterRequest } from './request.ts';

const visitor = programFor('visitor-visa');
const study = programFor('study-permit');

const facts: LetterFacts = {
  name: 'OKAFOR, Adaeze',
  number: 'V123456789',
  uci: '11-2345-6789',
  office: { en: 'Nairobi Migration Office', fr: 'Bureau de migration de Nairobi' },
  date: '2026-11-01' as Day,
};

const willLeave: CitedGround = {
  groundId: 'r179-b',
  introductionId: 'r179-b.intro',
  reasonIds: ['r179-b.purpose-of-visit', 'r179-b.assets-and-finances'],
  ownWords: 'The balance of 4,200 rose by 3,900 the day before the statement was printed.',
};

const misrepresented: CitedGround = {
  groundId: 'a40-1-a',
  introductionId: null,
  reasonIds: ['a40-1-a.document-not-genuine'],
  ownWords: 'The bank confirmed that it did not issue the statement.',
};

const refusal: LetterRequest = { program: visitor, kind: 'refusal', facts, grounds: [willLeave], decidedIn: 'outside' };

function written(request: LetterRequest, language: Language): Letter {
  const letter = composeLetter(request, language);
  if ('missing' in letter) throw new Error(JSON.stringify(letter.missing));
  return letter;
}

function missing(request: LetterRequest, language: Language = 'en'): readonly string[] {
  const letter = composeLetter(request, language);
  return 'missing' in letter ? letter.missing.map((gap) => `${gap.reason} ${gap.subject}`) : [];
}

describe('a refusal', () => {
  it('says what was decided, why and what can be done, in English', () => {
    const { subject, body } = written(refusal, 'en');
    expect(subject).toBe('Your application for a visitor visa is refused');
    expect(body).toContain('November 1, 2026\n\nOKAFOR, Adaeze\n\nApplication number: V123456789\nUCI: 11-2345-6789');
    expect(body).toContain('## Will leave Canada by the end of the authorized stay');
    expect(body).toContain('- The purpose of your visit, as you described it,');
    expect(body).toContain('The balance of 4,200 rose by 3,900');
    expect(body).toContain('Legal basis: paragraph 179(b) of the Immigration and Refugee Protection Regulations.');
    expect(body).toContain('within 60 days after the day');
    expect(body).toContain('Nairobi Migration Office');
  });

  it('says the same in French, from the same decision', () => {
    const { subject, body } = written(refusal, 'fr');
    expect(subject).toBe('Votre demande de visa de visiteur est refusée');
    expect(body).toContain('1er\u00a0novembre 2026');
    expect(body).toContain('## Départ du Canada à la fin du séjour autorisé');
    expect(body).toContain('- L’objet de votre visite');
    expect(body).toContain('Fondement juridique\u00a0: alinéa 179b) du Règlement');
    expect(body).toContain('dans les 60\u00a0jours suivant');
    expect(body).toContain('Bureau de migration de Nairobi');
  });

  it('has the same shape in both languages', () => {
    const shape = (language: Language) => letterBlocks(written(refusal, language).body).map((block) => block.kind);
    expect(shape('fr')).toEqual(shape('en'));
    expect(shape('en').filter((kind) => kind === 'heading')).toHaveLength(4);
  });

  it('gives 15 days where the decision is made in Canada', () => {
    const inside: LetterRequest = { ...refusal, program: study, decidedIn: 'inside', grounds: [] };
    expect(missing(inside)).toEqual(['value-missing grounds']);
    const grounds = [
      { ...willLeave, groundId: 'r216-1-b', introductionId: 'r216-1-b.intro', reasonIds: ['r216-1-b.study-plan'] },
    ];
    expect(written({ ...inside, grounds }, 'en').body).toContain('within 15 days after');
  });

  it('is not written without an introduction and a reason where the ground needs both', () => {
    const bare = { ...willLeave, introductionId: null, reasonIds: [] };
    expect(missing({ ...refusal, grounds: [bare] })).toEqual(['introduction-missing r179-b', 'reason-missing r179-b']);
  });

  it('lets the officer’s own words stand for a reason on any other ground', () => {
    const words = { groundId: 'a39', introductionId: null, reasonIds: [], ownWords: 'No means of support were shown.' };
    expect(missing({ ...refusal, grounds: [words] })).toEqual([]);
    expect(missing({ ...refusal, grounds: [{ ...words, ownWords: '  ' }] })).toEqual(['reason-missing a39']);
  });

  it('is not written on a ground or a reason that the program has not', () => {
    expect(missing({ ...refusal, grounds: [{ ...willLeave, groundId: 'r216-1-b' }] })).toEqual([
      'unknown-part r216-1-b',
    ]);
    expect(missing({ ...refusal, grounds: [{ ...willLeave, reasonIds: ['r179-b.weather'] }] })).toEqual([
      'unknown-part r179-b.weather',
    ]);
  });

  it('is not written without saying where it was decided', () => {
    const { decidedIn: _, ...without } = refusal;
    expect(missing(without)).toEqual(['value-missing reviewPeriod']);
  });

  it('says so where the applicant has no UCI yet', () => {
    const unnumbered = { ...refusal, facts: { ...facts, uci: null } };
    expect(written(unnumbered, 'en').body).toContain('UCI: not yet assigned');
    expect(written(unnumbered, 'fr').body).toContain('IUC\u00a0: pas encore attribué');
  });
});

describe('misrepresentation', () => {
  it('never goes out with the standard letter, and never shares its own', () => {
    expect(missing({ ...refusal, grounds: [misrepresented] })).toEqual(['wrong-letter refusal']);
    expect(missing({ ...refusal, kind: 'misrepresentation' })).toEqual(['wrong-letter misrepresentation']);
    expect(missing({ ...refusal, kind: 'misrepresentation', grounds: [misrepresented, willLeave] })).toEqual([
      'wrong-letter misrepresentation',
    ]);
  });

  it('states the bar of five years in both languages', () => {
    const own: LetterRequest = { ...refusal, kind: 'misrepresentation', grounds: [misrepresented] };
    expect(written(own, 'en').body).toContain('inadmissible to Canada for a period of five years');
    expect(written(own, 'fr').body).toContain('pendant cinq ans');
    expect(written(own, 'en').body).toContain('paragraph 40(1)(a) of the Immigration and Refugee Protection Act');
    expect(written(own, 'fr').body).toContain('alinéa 40(1)a) de la Loi');
  });
});

describe('an approval', () => {
  const approval: LetterRequest = {
    program: visitor,
    kind: 'approval',
    facts,
    conditionIds: ['report-medical'],
    validUntil: '2031-04-30' as Day,
    entries: 'multiple',
  };

  it('says until when, how many entries, and every condition of law before those the officer chose', () => {
    const { body } = written(approval, 'en');
    expect(body).toContain('valid until April 30, 2031. It allows multiple entries.');
    const list = letterBlocks(body).find((block) => block.kind === 'list');
    expect(list?.kind === 'list' ? list.entries : []).toEqual([
      expect.stringContaining('leave Canada'),
      expect.stringContaining('not work'),
      expect.stringContaining('not study'),
      expect.stringContaining('medical examination'),
    ]);
    expect(written(approval, 'fr').body).toContain('jusqu’au 30\u00a0avril 2031. Il permet plusieurs entrées.');
  });

  it('is not written without its validity, or with a condition that the program has not', () => {
    expect(missing({ ...approval, validUntil: null, entries: null })).toEqual([
      'value-missing validUntil',
      'value-missing entries',
    ]);
    expect(missing({ ...approval, conditionIds: ['no-singing'] })).toEqual(['unknown-part no-singing']);
  });
});

describe('a fairness letter', () => {
  const fairness: LetterRequest = {
    program: visitor,
    kind: 'fairness',
    facts,
    grounds: [misrepresented],
    deadline: '2026-12-01' as Day,
  };

  it('tells the concern in the officer’s words, its legal basis, and what a finding would mean', () => {
    const { body } = written(fairness, 'en');
    expect(body).toContain('The bank confirmed that it did not issue the statement.');
    expect(body).toContain('Legal basis: paragraph 40(1)(a)');
    expect(body).toContain('you will be inadmissible to Canada for five years');
    expect(body).toContain('by December 1, 2026');
    expect(body).not.toContain('You submitted a document that is not genuine');
    expect(written(fairness, 'fr').body).toContain('au plus tard le 1er\u00a0décembre 2026');
  });

  it('is not written without the concern or the time to answer', () => {
    expect(missing({ ...fairness, grounds: [{ ...misrepresented, ownWords: '' }] })).toEqual(['words-missing a40-1-a']);
    expect(missing({ ...fairness, deadline: null, grounds: [] })).toEqual([
      'value-missing concerns',
      'value-missing deadline',
    ]);
  });
});

describe('a request for documents', () => {
  it('lists lines of the checklist in the letter’s language, and the officer’s own words', () => {
    const request: LetterRequest = {
      program: visitor,
      kind: 'documentRequest',
      facts,
      documents: [{ itemId: 'passport' }, { words: 'Statements of the account ending in 204,\nJune to October' }],
      deadline: '2026-12-23' as Day,
    };
    expect(written(request, 'fr').body).toContain(
      '- Passeport ou titre de voyage (page des renseignements personnels)\n- Statements of the account ending in 204, June to October',
    );
    expect(missing({ ...request, documents: [] })).toEqual(['value-missing documents']);
    expect(missing({ ...request, documents: [{ itemId: 'spaceship' }, { words: ' ' }] })).toEqual([
      'unknown-part spaceship',
      'words-missing documents',
    ]);
  });
});

describe('what people typed', () => {
  it('is never read as a template or as a heading', () => {
    const typed = { ...willLeave, ownWords: '# My decision\nSee {deadline} and {grounds}.' };
    const request = { ...refusal, facts: { ...facts, name: '{grounds}\n# X' }, grounds: [typed] };
    const { body } = written(request, 'en');
    expect(body).toContain('{grounds} # X\n\nApplication number');
    expect(body).toContain('My decision\nSee {deadline} and {grounds}.');
    const headings = letterBlocks(body).filter((block) => block.kind === 'heading');
    expect(headings.map((block) => block.text).filter((text) => text === 'My decision')).toHaveLength(1);
  });
});

describe('a text missing in one language', () => {
  const halved: Program = {
    ...visitor,
    grounds: visitor.grounds.map((ground) =>
      ground.id === 'r179-b' ? { ...ground, title: { en: ground.title.en, fr: '' } } : ground,
    ),
  };

  it('blocks the letter in that language alone', () => {
    expect(missing({ ...refusal, program: halved }, 'en')).toEqual([]);
    expect(missing({ ...refusal, program: halved }, 'fr')).toEqual(['text-missing r179-b']);
  });

  it('so does a template half, a template that is absent, or a placeholder nobody knows', () => {
    const letters = { ...visitor.letters, refusal: { subject: { en: '', fr: 'x' }, body: { en: '', fr: '{wat}' } } };
    expect(missing({ ...refusal, program: { ...visitor, letters } }, 'en')).toEqual([
      'text-missing refusal.subject',
      'text-missing refusal.body',
    ]);
    expect(missing({ ...refusal, program: { ...visitor, letters } }, 'fr')).toEqual(['unknown-part wat']);
    expect(missing({ ...refusal, program: programFor('citizenship-grant'), kind: 'misrepresentation' })).toEqual([
      'no-template misrepresentation',
    ]);
  });
});

describe('every program', () => {
  const requests = Object.values(programs).flatMap((program): readonly LetterRequest[] => {
    const base = { program, facts, decidedIn: 'outside', deadline: facts.date, validUntil: facts.date } as const;
    const cited = program.grounds.map(
      (ground): CitedGround => ({
        groundId: ground.id,
        introductionId: ground.introductions[0]?.id ?? null,
        reasonIds: ground.reasons.map((reason) => reason.id),
        ownWords: 'As noted.',
      }),
    );
    const own = (each: CitedGround): boolean =>
      program.grounds.some((g) => g.id === each.groundId && g.letter === 'own');
    const item = program.checklist[0];
    return [
      { ...base, kind: 'acknowledgement' },
      { ...base, kind: 'approval', entries: 'single' },
      { ...base, kind: 'refusal', grounds: cited.filter((each) => !own(each)) },
      { ...base, kind: 'documentRequest', documents: item === undefined ? [] : [{ itemId: item.id }] },
      { ...base, kind: 'fairness', grounds: cited },
      ...(program.letters.misrepresentation === null
        ? []
        : [{ ...base, kind: 'misrepresentation' as const, grounds: cited.filter(own) }]),
    ];
  });

  it.each(requests.map((request) => [request.program.id, request.kind, request] as const))(
    'of %s writes its %s letter in both languages, in one shape, with nothing left to fill',
    (_id, _kind, request) => {
      const english = written(request, 'en');
      const french = written(request, 'fr');
      expect(letterBlocks(french.body).map((block) => block.kind)).toEqual(
        letterBlocks(english.body).map((block) => block.kind),
      );
      for (const letter of [english, french]) {
        expect(letter.subject + letter.body).not.toMatch(/[{}]/);
        expect(letter.body).not.toMatch(/\n{3}/);
      }
    },
  );
});
