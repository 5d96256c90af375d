import type { AuthorContext } from '../document-plan.ts';
import { fullName } from '../document-plan.ts';
import type { FormBlock } from '../parts/form-blocks.ts';
import { country } from '../words/countries.ts';
import { addDays } from '../words/dates.ts';
import { backgroundQuestions, declaration } from '../words/form-texts.ts';
import { employers, institutions, positions } from '../words/inventions.ts';

/** What one page of the application form asks, answered for the person. */
export type FormPage = (context: AuthorContext, signedOn: string) => FormBlock[];

export const personPage: FormPage = ({ person, say, fact }) => {
  const [year = '', month = '', day = ''] = person.birthDate.split('-');
  const land = say(country(person.citizenship).en, country(person.citizenship).fr);
  return [
    { section: say('PERSONAL DETAILS', 'RENSEIGNEMENTS PERSONNELS') },
    {
      row: [
        [say('1  Family name (as in passport)', '1  Nom de famille (au passeport)'), person.familyName.toUpperCase()],
        [say('Given name(s)', 'Prénom(s)'), person.givenNames.toUpperCase()],
      ],
    },
    { question: say('2  Have you ever used any other name?', '2  Avez-vous déjà utilisé un autre nom?'), answer: 0 },
    {
      row: [
        [say('3  Sex', '3  Sexe'), person.sex],
        [say('4  Date of birth YYYY', '4  Date de naissance AAAA'), year],
        ['MM', month],
        [say('DD', 'JJ'), day],
        [say('5  Place of birth', '5  Lieu de naissance'), person.birthPlace, 3],
      ],
    },
    {
      row: [
        [say('6  Citizenship', '6  Citoyenneté'), land],
        [say('7  Country of residence', '7  Pays de résidence'), land],
        [say('Status', 'Statut'), say('Citizen', 'Citoyen')],
      ],
    },
    {
      row: [
        [say('8  Marital status', '8  État matrimonial'), fact('maritalStatus', () => say('Single', 'Célibataire'))],
        [say('9  Native language', '9  Langue maternelle'), ''],
        [say('Able to communicate in', 'Capable de communiquer en'), say('English', 'Français')],
      ],
    },
    { section: say('PASSPORT', 'PASSEPORT') },
    {
      row: [
        [say('1  Passport number', '1  Numéro de passeport'), person.passportNumber],
        [say('2  Country of issue', '2  Pays de délivrance'), person.citizenship],
        [say('3  Issue date', '3  Date de délivrance'), person.passportIssued],
        [say('4  Expiry date', '4  Date d’expiration'), person.passportExpires],
      ],
    },
    { section: say('CONTACT INFORMATION', 'COORDONNÉES') },
    { row: [[say('1  Current mailing address', '1  Adresse postale actuelle'), person.address]] },
    {
      row: [
        [say('2  Telephone', '2  Téléphone'), person.phone ?? ''],
        [say('3  E-mail', '3  Courriel'), person.email ?? '', 1.6],
      ],
    },
    {
      question: say('4  Home address same as mailing address?', '4  L’adresse du domicile est-elle la même?'),
      answer: 1,
    },
  ];
};

const stayPage: FormPage = ({ person, language, say, fact, number, random }, signedOn) => {
  const school = (from: number): string[] => [
    String(from),
    String(from + 4),
    say('General', 'Général'),
    random.pick(institutions[language]),
    person.birthPlace,
  ];
  return [
    { section: say('DETAILS OF STAY', 'DÉTAILS DU SÉJOUR') },
    {
      row: [
        [say('1  Purpose', '1  But'), fact('purpose', () => say('Tourism', 'Tourisme')), 2],
        [
          say('Funds available (CAD)', 'Fonds disponibles (CAD)'),
          `$${number('funds', (life) => life.int(4, 40) * 500)}`,
        ],
      ],
    },
    {
      row: [
        [say('2  From', '2  Du'), fact('arrival', () => addDays(signedOn, 90))],
        [say('To', 'Au'), fact('departure', () => addDays(signedOn, 118))],
        [
          say('3  Person or institution to visit', '3  Personne ou établissement à visiter'),
          fact('host', (life) => life.pick(institutions[language])),
          2.2,
        ],
      ],
    },
    { section: say('EDUCATION (last ten years)', 'ÉTUDES (dix dernières années)') },
    {
      columns: [
        [say('From', 'De'), 1],
        [say('To', 'À'), 1],
        [say('Field of study', 'Domaine d’études'), 2],
        [say('School', 'École'), 3],
        [say('City, country', 'Ville, pays'), 2.2],
      ],
      rows: [school(2012), school(2016), []],
    },
    { section: say('PREVIOUS VISITS AND APPLICATIONS', 'VISITES ET DEMANDES ANTÉRIEURES') },
    {
      question: say(
        '1  Have you ever been refused a visa or permit, denied entry or ordered to leave any country?',
        '1  Vous a-t-on déjà refusé un visa ou un permis, refusé l’entrée ou ordonné de quitter un pays?',
      ),
      answer: random.chance(0.2) ? 1 : 0,
    },
    {
      question: say(
        '2  Have you previously applied to enter or remain in Canada?',
        '2  Avez-vous déjà présenté une demande pour entrer au Canada ou y demeurer?',
      ),
      answer: random.chance(0.3) ? 1 : 0,
    },
    { lines: 7 },
  ];
};

const historyPage: FormPage = ({ person, language, say, random }) => {
  let month = 2008 * 12 + random.int(0, 11);
  const show = (m: number): string => `${Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, '0')}`;
  const rows = Array.from({ length: 13 }, () => {
    const start = month;
    month += random.int(8, 16);
    return [show(start), show(month), random.pick(positions[language]), random.pick(employers), person.birthPlace];
  });
  const columns = [
    [say('From YYYY-MM', 'De AAAA-MM'), 1],
    [say('To YYYY-MM', 'À AAAA-MM'), 1],
    [say('Activity', 'Activité'), 2.2],
    [say('Employer, school', 'Employeur, école'), 2.6],
    [say('City and country', 'Ville et pays'), 2],
  ] as const;
  return [
    { section: say('PERSONAL HISTORY (since age 18, no gaps)', 'ANTÉCÉDENTS (depuis 18 ans, sans interruption)') },
    { columns, rows },
    { section: say('MEMBERSHIP AND OFFICIAL POSITIONS', 'APPARTENANCE ET FONCTIONS OFFICIELLES') },
    { columns: columns.slice(0, 4), rows: [['-', '-', say('None', 'Aucune'), say('None', 'Aucune')], [], []] },
    {
      print: say(
        'If you need more space, use a separate sheet of paper and give the number of the question you are answering.',
        'S’il vous faut plus d’espace, utilisez une feuille distincte et indiquez le numéro de la question.',
      ),
    },
  ];
};

const backgroundPage: FormPage = ({ say }) => [
  { section: say('BACKGROUND INFORMATION', 'RENSEIGNEMENTS SUR LES ANTÉCÉDENTS') },
  ...backgroundQuestions.flatMap(({ en, fr }): FormBlock[] => [{ question: say(en, fr), answer: 0 }, { lines: 2 }]),
];

const employmentPage: FormPage = ({ person, language, say, fact, random }) => {
  const jobs = [0, 1, 2, 3].flatMap((index): FormBlock[] => {
    const position = random.pick(positions[language]);
    const employer = random.pick(employers);
    const isPresent = index === 0;
    return [
      {
        row: [
          [say('From', 'De'), `${2024 - index * 3}-0${random.int(1, 9)}`],
          [say('To', 'À'), isPresent ? say('present', 'présent') : `${2027 - index * 3}-01`],
          [
            say('Occupation', 'Profession'),
            isPresent ? fact('occupation', (life) => life.pick(positions[language])) : position,
            2,
          ],
          [say('Employer', 'Employeur'), isPresent ? fact('employer', (life) => life.pick(employers)) : employer, 2.4],
        ],
      },
      { row: [[say('Address of employer', 'Adresse de l’employeur'), person.address]] },
    ];
  });
  return [{ section: say('EMPLOYMENT', 'EMPLOI') }, ...jobs, { section: say('DUTIES', 'FONCTIONS') }, { lines: 9 }];
};

const familyPage: FormPage = ({ person, say }) => {
  const parent = (relation: string): string[] => [relation, person.familyName, '', person.address];
  return [
    { section: say('FAMILY', 'FAMILLE') },
    {
      columns: [
        [say('Relationship', 'Lien'), 1.2],
        [say('Name', 'Nom'), 2.4],
        [say('Date of birth', 'Date de naissance'), 1.2],
        [say('Address', 'Adresse'), 3],
      ],
      rows: [parent(say('Father', 'Père')), parent(say('Mother', 'Mère')), [], [], [], [], []],
    },
    { section: say('ADDRESSES (last ten years)', 'ADRESSES (dix dernières années)') },
    {
      columns: [
        [say('From', 'De'), 1],
        [say('To', 'À'), 1],
        [say('Address', 'Adresse'), 5],
      ],
      rows: [
        ['2021-04', say('present', 'présent'), person.address],
        ['2016-09', '2021-04', person.birthPlace],
        [],
        [],
        [],
        [],
      ],
    },
  ];
};

/** The pages between the first and the last, in the order in which a longer form gets them. */
export const innerPages: readonly FormPage[] = [stayPage, historyPage, backgroundPage, employmentPage, familyPage];

export const declarationPage: FormPage = ({ person, say }, signedOn) => [
  { section: say('CONSENT AND DECLARATION OF APPLICANT', 'CONSENTEMENT ET DÉCLARATION DU DEMANDEUR') },
  { print: say(declaration.en, declaration.fr) },
  { signature: fullName(person), date: signedOn, caption: say('Signature of applicant', 'Signature du demandeur') },
];
