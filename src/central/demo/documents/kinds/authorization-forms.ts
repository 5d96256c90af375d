import type { AuthorContext, DocumentPlan } from '../document-plan.ts';
import { fullName, letterPaper } from '../document-plan.ts';
import type { Column, FormIdentity } from '../parts/form.ts';
import { drawFormHead, fillStyle } from '../parts/form.ts';
import type { FormBlock } from '../parts/form-blocks.ts';
import { drawBlocks } from '../parts/form-blocks.ts';
import type { Sheet } from '../raster/sheet.ts';
import { addDays } from '../words/dates.ts';
import { appointment, consentTexts } from '../words/form-texts.ts';
import { canadianAddress, hostNames, phoneNumber } from '../words/inventions.ts';

interface SignedForm {
  identity: FormIdentity;
  title: DocumentPlan['title'];
  pages: ReadonlyArray<readonly FormBlock[]>;
  signers: readonly string[];
}

/** Facts: `signedOn`. A privacy consent without which a centre may not take in an application. */
export function consentForm(context: AuthorContext): DocumentPlan {
  const { person, say } = context;
  const title = say(
    'Consent to the collection and transfer of personal information',
    'Consentement à la collecte et au transfert de renseignements personnels',
  );
  return signedForm(context, {
    identity: { number: 'DSR 5713', version: '02-2024', title: title.toUpperCase() },
    title: { en: 'Consent form', fr: 'Formulaire de consentement' },
    signers: [fullName(person)],
    pages: [
      [
        ...applicantBlocks(context),
        { section: say('WHAT I AGREE TO', 'CE À QUOI JE CONSENS') },
        ...consentTexts.map(({ en, fr }): FormBlock => ({ print: say(en, fr) })),
        {
          question: say(
            'The centre may scan my documents and send them to the office.',
            'Le centre peut numériser mes documents et les transmettre au bureau.',
          ),
          options: [say('I agree', 'J’accepte'), say('I refuse', 'Je refuse')],
          answer: 0,
        },
      ],
    ],
  });
}

/** Facts: `representative`, `representativeFirm`, `membershipNumber`. */
export function representativeForm(context: AuthorContext): DocumentPlan {
  const { person, say, fact, random } = context;
  const name = fact('representative', (life) => life.pick(hostNames));
  const firm = fact(
    'representativeFirm',
    (life) => `${name.split(' ').at(-1) ?? name} & ${life.pick(['Associates', 'Partners', 'Associés'])}`,
  );
  const member = fact('membershipNumber', (life) => `R${life.int(400000, 799999)}`);
  return signedForm(context, {
    identity: {
      number: 'DSR 5476',
      version: '09-2025',
      title: say('USE OF A REPRESENTATIVE', 'RECOURS AUX SERVICES D’UN REPRÉSENTANT'),
    },
    title: { en: 'Use of a representative', fr: 'Recours aux services d’un représentant' },
    signers: [fullName(person), name],
    pages: [
      [
        ...applicantBlocks(context),
        { section: say('APPOINTMENT OF A REPRESENTATIVE', 'NOMINATION D’UN REPRÉSENTANT') },
        {
          question: say('My representative is', 'Mon représentant est'),
          options: [say('Paid', 'Rémunéré'), say('Unpaid', 'Non rémunéré')],
          answer: random.chance(0.7) ? 0 : 1,
        },
        {
          row: [
            [say('Full name', 'Nom au complet'), name],
            [say('Firm or organization', 'Cabinet ou organisme'), firm],
          ],
        },
        {
          row: [
            [say('Membership number', 'Numéro de membre'), member],
            [say('Telephone', 'Téléphone'), phoneNumber(random)],
          ],
        },
        { row: [[say('Address', 'Adresse'), canadianAddress(random)]] },
        { print: say(appointment.en, appointment.fr) },
      ],
    ],
  });
}

/** Facts: `spouse`, `children` (how many). */
export function familyForm(context: AuthorContext): DocumentPlan {
  const { person, say, fact, number, random } = context;
  const children = number('children', (life) => life.int(0, 3));
  const birth = Number(person.birthDate.slice(0, 4));
  const relative = (relation: string, names: readonly string[], year: number): string[] => [
    relation,
    `${person.familyName}, ${random.pick(names)}`,
    `${year}-0${random.int(1, 9)}-${random.int(10, 28)}`,
    person.address,
  ];
  const rows = (count: number, filled: number, row: () => string[]): string[][] =>
    Array.from({ length: count }, (_, index) => (index < filled ? row() : []));
  const columns: Column[] = [
    [say('Relationship', 'Lien de parenté'), 1.4],
    [say('Family name, given names', 'Nom de famille, prénoms'), 2.6],
    [say('Date of birth', 'Date de naissance'), 1.3],
    [say('Present address', 'Adresse actuelle'), 3.4],
  ];
  const own = [
    [say('Applicant', 'Demandeur'), fullName(person), person.birthDate, person.address],
    [say('Spouse', 'Époux'), fact('spouse', () => ''), '', ''],
    relative(say('Father', 'Père'), fathers, birth - random.int(22, 40)),
    relative(say('Mother', 'Mère'), mothers, birth - random.int(20, 36)),
  ];
  return signedForm(context, {
    identity: {
      number: 'DSR 5645',
      version: '06-2025',
      title: say('FAMILY INFORMATION', 'RENSEIGNEMENTS SUR LA FAMILLE'),
    },
    title: { en: 'Family information', fr: 'Renseignements sur la famille' },
    signers: [fullName(person)],
    pages: [
      [
        { section: say('SECTION A - APPLICANT, SPOUSE, PARENTS', 'SECTION A - DEMANDEUR, ÉPOUX, PARENTS') },
        { columns, rows: own },
        { section: say('SECTION B - CHILDREN', 'SECTION B - ENFANTS') },
        {
          columns,
          rows: rows(6, children, () => relative(say('Child', 'Enfant'), childNames, birth + random.int(22, 34))),
        },
      ],
      [
        { section: say('SECTION C - BROTHERS AND SISTERS', 'SECTION C - FRÈRES ET SŒURS') },
        {
          columns,
          rows: rows(8, 2, () => relative(say('Sibling', 'Frère, sœur'), childNames, birth + random.int(-8, 8))),
        },
      ],
    ],
  });
}

const fathers = ['Joseph', 'Ahmed', 'Ivan', 'Kwame', 'Samuel', 'Rajan', 'Luis', 'Minh'] as const;
const mothers = ['Maria', 'Fatima', 'Li Hua', 'Lakshmi', 'Rosa', 'Nadia', 'Grace', 'Olga'] as const;
const childNames = ['Adam', 'Sara', 'Noah', 'Maya', 'Yusuf', 'Lina', 'Arjun', 'Chloé', 'Ines', 'Daniel'] as const;

function signedForm(context: AuthorContext, { identity, title, pages, signers }: SignedForm): DocumentPlan {
  const { say, fact, random } = context;
  const signedOn = fact('signedOn', () => fact('date', () => addDays('2026-01-10', random.int(0, 200))));
  const fill = fillStyle(context);
  const count = context.pageCount(() => pages.length, pages.length);
  const signatures: FormBlock[] = [
    { section: 'SIGNATURES' },
    ...signers.map((signature): FormBlock => ({ signature, date: signedOn })),
  ];
  return {
    title,
    paper: letterPaper,
    pages: pages.slice(0, count).map((blocks, index) => (sheet: Sheet) => {
      const y = drawFormHead(sheet, identity, index + 1, count, context);
      drawBlocks(sheet, y, index === count - 1 ? [...blocks, ...signatures] : blocks, context, fill);
      if (index === 0)
        sheet.text(sheet.width - 20, sheet.height - 16, say('Demonstration', 'Démonstration'), {
          face: 'sans',
          size: 6,
          align: 'right',
        });
    }),
  };
}

function applicantBlocks({ person, say, fact }: AuthorContext): FormBlock[] {
  return [
    { section: say('APPLICANT', 'DEMANDEUR') },
    {
      row: [
        [say('Family name', 'Nom de famille'), person.familyName.toUpperCase()],
        [say('Given names', 'Prénoms'), person.givenNames.toUpperCase()],
      ],
    },
    {
      row: [
        [say('Date of birth', 'Date de naissance'), person.birthDate],
        [say('Passport number', 'Numéro de passeport'), person.passportNumber],
        [say('Application number', 'Numéro de la demande'), fact('applicationNumber', () => '')],
      ],
    },
  ];
}
