import type { AuthorContext, DocumentPlan } from '../document-plan.ts';
import { a4Paper, fullName } from '../document-plan.ts';
import { pressRoundStamp, stampInks } from '../parts/rubber-stamps.ts';
import { guilloche } from '../parts/security-print.ts';
import { sign } from '../parts/signature.ts';
import { ink } from '../raster/plane.ts';
import type { Sheet, TextStyle } from '../raster/sheet.ts';
import { country } from '../words/countries.ts';
import { addDays, longDate, someDayBetween } from '../words/dates.ts';
import type { ForeignWords } from '../words/foreign-certificates.ts';
import { foreignWords } from '../words/foreign-certificates.ts';
import { hostNames } from '../words/inventions.ts';

type Kind = 'birth' | 'marriage' | 'police';

interface Certificate {
  kind: Kind;
  number: string;
  issuedOn: string;
  /** Caption and value, in the document's language. */
  rows: ReadonlyArray<readonly [keyof ForeignWords['captions'], string]>;
  registrar: string;
}

const titles: Record<Kind, { en: string; fr: string }> = {
  birth: { en: 'Birth certificate', fr: 'Acte de naissance' },
  marriage: { en: 'Marriage certificate', fr: 'Acte de mariage' },
  police: { en: 'Police certificate', fr: 'Certificat de police' },
};

/** Facts: `father`, `mother`, `originalLanguage`. */
export function birthCertificate(context: AuthorContext): DocumentPlan {
  const { person, fact, random } = context;
  const issuedOn = fact('date', () => someDayBetween(random, person.birthDate, '2025-12-01'));
  return certificate(context, {
    kind: 'birth',
    number: fact('certificateNumber', () => `${random.int(100, 999)}/${random.int(1000, 9999)}`),
    issuedOn,
    registrar: random.pick(hostNames),
    rows: [
      ['name', fullName(person)],
      ['sex', person.sex],
      ['birthDate', person.birthDate],
      ['birthPlace', person.birthPlace],
      ['father', fact('father', (life) => `${life.pick(fathers)} ${person.familyName}`)],
      ['mother', fact('mother', (life) => `${life.pick(mothers)} ${person.familyName}`)],
      ['date', issuedOn],
    ],
  });
}

/** Facts: `spouse`, `marriedOn`, `originalLanguage`. */
export function marriageCertificate(context: AuthorContext): DocumentPlan {
  const { person, fact, random } = context;
  const issuedOn = fact('marriedOn', () => fact('date', () => someDayBetween(random, '2012-01-01', '2025-10-01')));
  return certificate(context, {
    kind: 'marriage',
    number: fact('certificateNumber', () => `M-${random.int(10000, 99999)}`),
    issuedOn,
    registrar: random.pick(hostNames),
    rows: [
      ['name', fullName(person)],
      ['birthDate', person.birthDate],
      ['spouse', fact('spouse', () => `${random.pick([...fathers, ...mothers])} ${person.familyName}`)],
      ['birthPlace', person.birthPlace],
      ['date', issuedOn],
    ],
  });
}

/** Facts: `originalLanguage`. */
export function policeCertificate(context: AuthorContext): DocumentPlan {
  const { person, fact, random } = context;
  const issuedOn = fact('date', () => someDayBetween(random, '2025-06-01', '2026-06-01'));
  return certificate(context, {
    kind: 'police',
    number: fact('certificateNumber', () => `PCC/${random.int(100000, 999999)}/26`),
    issuedOn,
    registrar: random.pick(hostNames),
    rows: [
      ['name', fullName(person)],
      ['birthDate', person.birthDate],
      ['birthPlace', person.birthPlace],
      ['number', person.passportNumber],
      ['date', issuedOn],
    ],
  });
}

const fathers = ['Ahmed', 'Joseph', 'Rajesh', 'Wei', 'Igor', 'Kwabena', 'Luis', 'Minh', 'Omar', 'Pierre'] as const;
const mothers = ['Fatou', 'Maria', 'Sunita', 'Mei', 'Olga', 'Abena', 'Carmen', 'Lan', 'Leila', 'Claire'] as const;

function certificate(context: AuthorContext, made: Certificate): DocumentPlan {
  const original = context.request.facts['originalLanguage'];
  const words =
    typeof original === 'string' && original in foreignWords
      ? foreignWords[original as keyof typeof foreignWords]
      : undefined;
  const tints = ['#f3eedd', '#e9f1e6', '#f5f4ef', '#eaeef5'] as const;
  const pages = words
    ? [
        (sheet: Sheet) => drawForeign(sheet, context, made, words),
        (sheet: Sheet) => drawTranslation(sheet, context, made, words),
      ]
    : [(sheet: Sheet) => drawCertificate(sheet, context, made)];
  return {
    title: titles[made.kind],
    paper: a4Paper,
    tint: ink(context.random.pick(tints)),
    pages: [...pages, (sheet: Sheet) => drawBack(sheet, context, made)].slice(
      0,
      context.pageCount(() => pages.length),
    ),
  };
}

function drawBorder(sheet: Sheet, context: AuthorContext): void {
  const colour = ink('#6a5a3a');
  if (sheet.look.mode === 'colour')
    sheet.picture(
      30,
      70,
      guilloche(`${context.person.citizenship} certificate`, sheet.px(150), sheet.px(130), 'faded'),
    );
  sheet.frame(10, 10, sheet.width - 20, sheet.height - 20, 0.9, colour);
  sheet.frame(12.5, 12.5, sheet.width - 25, sheet.height - 25, 0.25, colour);
  for (let x = 16; x < sheet.width - 16; x += 4) {
    sheet.line(x, 10, x + 2, 12.5, 0.2, colour);
    sheet.line(x, sheet.height - 12.5, x + 2, sheet.height - 10, 0.2, colour);
  }
}

const captions: Record<keyof ForeignWords['captions'], { en: string; fr: string }> = {
  name: { en: 'Full name', fr: 'Nom complet' },
  birthDate: { en: 'Date of birth', fr: 'Date de naissance' },
  birthPlace: { en: 'Place of birth', fr: 'Lieu de naissance' },
  sex: { en: 'Sex', fr: 'Sexe' },
  father: { en: 'Name of father', fr: 'Nom du père' },
  mother: { en: 'Name of mother', fr: 'Nom de la mère' },
  spouse: { en: 'Name of spouse', fr: 'Nom du conjoint' },
  date: { en: 'Date of registration', fr: 'Date d’enregistrement' },
  number: { en: 'Passport number', fr: 'Numéro de passeport' },
};

const statements: Record<Kind, { en: string; fr: string }> = {
  birth: {
    en: 'I certify that the foregoing is a true extract from the register of births kept at this office.',
    fr: 'Je certifie que ce qui précède est un extrait conforme du registre des naissances tenu à ce bureau.',
  },
  marriage: {
    en: 'The marriage was solemnized in the presence of two witnesses and entered in the register of this office.',
    fr: 'Le mariage a été célébré en présence de deux témoins et inscrit au registre de ce bureau.',
  },
  police: {
    en: 'A search of the records of this service by name and date of birth has found no criminal conviction against the person named above.',
    fr: 'Une recherche dans les dossiers de ce service, par nom et date de naissance, n’a révélé aucune condamnation criminelle contre la personne nommée ci-dessus.',
  },
};

function drawCertificate(sheet: Sheet, context: AuthorContext, made: Certificate): void {
  const { say, person } = context;
  const middle = sheet.width / 2;
  drawBorder(sheet, context);
  sheet.text(middle, 32, say(country(person.citizenship).en, country(person.citizenship).fr).toUpperCase(), {
    face: 'serif-bold',
    size: 15,
    align: 'center',
    spacing: 1,
  });
  sheet.text(
    middle,
    40,
    made.kind === 'police'
      ? say('National Police Service - Records Bureau', 'Service national de police - Bureau des dossiers')
      : say('Civil Registry Office', 'Bureau de l’état civil'),
    { face: 'serif', size: 11, align: 'center' },
  );
  sheet.text(middle, 62, say(titles[made.kind].en, titles[made.kind].fr).toUpperCase(), {
    face: 'serif-bold',
    size: 20,
    align: 'center',
    spacing: 1.5,
  });
  sheet.text(sheet.width - 24, 74, `${say('No.', 'No')} ${made.number}`, {
    face: 'typewriter-bold',
    size: 12,
    align: 'right',
  });
  const filled: TextStyle = { face: 'typewriter', size: 12, jitter: 0.5 };
  let y = 92;
  for (const [caption, value] of made.rows) {
    sheet.text(26, y, say(captions[caption].en, captions[caption].fr), { face: 'serif-italic', size: 10.5 });
    sheet.line(92, y + 1.2, sheet.width - 26, y + 1.2, 0.15);
    sheet.text(94, y, value, filled);
    y += 13;
  }
  y = sheet.paragraph(
    26,
    y + 10,
    sheet.width - 52,
    say(statements[made.kind].en, statements[made.kind].fr),
    { face: 'serif', size: 11.5 },
    1.45,
  );
  drawSeal(sheet, context, made, Math.min(y + 24, 246));
}

/** The back: the chain of stamps by which one authority vouches for the next. */
function drawBack(sheet: Sheet, context: AuthorContext, made: Certificate): void {
  const { say } = context;
  sheet.frame(30, 40, sheet.width - 60, 92, 0.4);
  sheet.text(sheet.width / 2, 49, 'LEGALIZATION / LÉGALISATION', { face: 'serif-bold', size: 13, align: 'center' });
  const style: TextStyle = { face: 'serif', size: 10.5 };
  const rows = [
    `1. ${say('Country', 'Pays')}: ${say(country(context.person.citizenship).en, country(context.person.citizenship).fr)}`,
    `2. ${say('Signed by', 'Signé par')}: ${made.registrar}`,
    `3. ${say('Acting as', 'Agissant en qualité de')}: ${say('registrar', 'officier')}`,
    `4. ${say('Bears the seal of the registry', 'Porte le sceau du registre')}`,
    `5. ${say('Certified on', 'Certifié le')}: ${addDays(made.issuedOn, 9)}`,
    `6. ${say('Under number', 'Sous le numéro')}: L-${made.number}`,
  ];
  rows.forEach((row, index) => sheet.text(38, 62 + index * 9, row, style));
  sign(sheet, 110, 122, `${made.registrar} II`);
  pressRoundStamp(
    sheet,
    44,
    140,
    { rim: 'MINISTRY OF EXTERNAL AFFAIRS SPECIMEN', middle: addDays(made.issuedOn, 9) },
    stampInks.red,
  );
  pressRoundStamp(
    sheet,
    112,
    152,
    { rim: 'CONSULAR SECTION SPECIMEN', middle: addDays(made.issuedOn, 15) },
    stampInks.blue,
  );
}

function drawSeal(sheet: Sheet, context: AuthorContext, made: Certificate, y: number): void {
  sign(sheet, 122, y, made.registrar);
  sheet.line(116, y + 2.5, sheet.width - 26, y + 2.5, 0.2);
  sheet.text(118, y + 7.5, `${made.registrar}, ${context.say('Registrar', 'officier')}`, { face: 'serif', size: 9.5 });
  sheet.text(26, y + 7.5, longDate(made.issuedOn, context.language), { face: 'serif', size: 10.5 });
  pressRoundStamp(
    sheet,
    62,
    y - 22,
    { rim: `${country(context.person.citizenship).en} REGISTRY SPECIMEN`.toUpperCase(), middle: made.issuedOn },
    sheet.random.pick([stampInks.violet, stampInks.blue, stampInks.red]),
  );
}

function drawForeign(sheet: Sheet, context: AuthorContext, made: Certificate, words: ForeignWords): void {
  drawBorder(sheet, context);
  const middle = sheet.width / 2;
  sheet.text(middle, 32, words.authority, { face: words.face, size: 15, align: 'center' });
  sheet.text(middle, 58, words.title[made.kind], { face: words.face, size: 24, align: 'center' });
  sheet.text(words.isRightToLeft ? 26 : sheet.width - 26, 72, made.number, {
    face: 'typewriter-bold',
    size: 12,
    align: words.isRightToLeft ? 'left' : 'right',
  });
  let y = 92;
  for (const [caption, value] of made.rows) {
    const captionX = words.isRightToLeft ? sheet.width - 26 : 26;
    const align = words.isRightToLeft ? ('right' as const) : ('left' as const);
    sheet.text(captionX, y, words.captions[caption], { face: words.face, size: 13, align });
    const from = words.isRightToLeft ? 26 : 88;
    sheet.line(from, y + 1.8, from + 94, y + 1.8, 0.15);
    sheet.text(from + 3, y, value, { face: 'hand', size: 16, jitter: 0.5, ink: ink('#23306f') });
    y += 14;
  }
  sheet.text(middle, y + 14, words.body[made.kind], { face: words.face, size: 13, align: 'center' });
  sign(sheet, words.isRightToLeft ? 30 : 120, Math.min(y + 45, 246), made.registrar);
  pressRoundStamp(
    sheet,
    words.isRightToLeft ? 62 : 80,
    Math.min(y + 22, 232),
    { rim: words.seal, middle: made.issuedOn },
    sheet.random.pick([stampInks.red, stampInks.blue, stampInks.violet]),
  );
}

function drawTranslation(sheet: Sheet, context: AuthorContext, made: Certificate, words: ForeignWords): void {
  const { say } = context;
  const style: TextStyle = { face: 'typewriter', size: 11, jitter: 0.25 };
  sheet.text(24, 28, say(`[Translation from ${words.language.en}]`, `[Traduction depuis ${words.language.fr}]`), style);
  sheet.text(sheet.width / 2, 46, say(titles[made.kind].en, titles[made.kind].fr).toUpperCase(), {
    ...style,
    face: 'typewriter-bold',
    size: 14,
    align: 'center',
  });
  sheet.text(24, 58, `${say('Register no.', 'No de registre')}: ${made.number}`, style);
  let y = 72;
  for (const [caption, value] of made.rows) {
    sheet.text(24, y, `${say(captions[caption].en, captions[caption].fr)}:`, style);
    sheet.text(112, y, value, style);
    y += 9;
  }
  y = sheet.paragraph(24, y + 6, sheet.width - 48, say(statements[made.kind].en, statements[made.kind].fr), style);
  y = sheet.paragraph(
    24,
    y + 4,
    sheet.width - 48,
    say('[Round seal] [Signature, illegible]', '[Sceau rond] [Signature illisible]'),
    style,
  );
  y = sheet.paragraph(
    24,
    y + 10,
    sheet.width - 48,
    say(
      'I declare that I am fluent in the language of the original and in English, and that this is a complete and faithful translation of the document attached. I am not related to the applicant.',
      'Je déclare maîtriser la langue de l’original et le français, et que ceci est une traduction complète et fidèle du document ci-joint. Je n’ai aucun lien de parenté avec le demandeur.',
    ),
    style,
  );
  const translator = context.fact('translator', () => made.registrar.split(' ').reverse().join(' '));
  sign(sheet, 30, y + 20, translator);
  sheet.line(24, y + 23, 100, y + 23, 0.2);
  sheet.text(24, y + 28, translator, style);
  pressRoundStamp(sheet, 112, y + 2, { rim: 'CERTIFIED TRANSLATOR SPECIMEN', middle: 'TR 4471' }, stampInks.blue);
}
