import type { AuthorContext, DocumentPlan } from '../document-plan.ts';
import { a4Paper, fullName, letterPaper } from '../document-plan.ts';
import { drawLabelList } from '../parts/label-list.ts';
import { letterPages } from '../parts/letter.ts';
import type { Random } from '../random.ts';
import { ink } from '../raster/plane.ts';
import type { Sheet, TextStyle } from '../raster/sheet.ts';
import { country } from '../words/countries.ts';
import { addDays, longDate } from '../words/dates.ts';
import { banks, canadianAddress, hostNames } from '../words/inventions.ts';
import { dollars, money } from '../words/money.ts';
import { bankStatement } from './bank-statement.ts';

/** Facts: `bank`, `balance` (whole units), `currency`, `account`. A bank's certificate of balances; more pages annex a statement. */
export function proofOfFunds(context: AuthorContext): DocumentPlan {
  const { person, say, fact, number, random, language } = context;
  const land = country(person.citizenship);
  const bank = fact('bank', (life) => life.pick(banks));
  const currency = fact('currency', () => land.currency);
  const total = Math.round(number('balance', (life) => life.int(6, 70) * 500 * land.perDollar) * 100);
  const savings = Math.round(total * random.range(0.2, 0.5));
  const term = Math.round(total * random.range(0.1, 0.3));
  const date = fact('date', () => addDays('2026-01-05', random.int(0, 200)));
  const account = fact('account', (life) => `${life.int(1000, 9999)} ${life.int(1000, 9999)} ${life.int(10, 99)}`);
  const paper = land.paper === 'letter' ? letterPaper : a4Paper;
  const accounts = [
    [say('Current account', 'Compte courant'), total - savings - term],
    [say('Savings account', 'Compte d’épargne'), savings],
    [say('Term deposit', 'Dépôt à terme'), term],
  ] as const;
  const certificate = letterPages(
    context,
    {
      head: { name: bank, lines: [`${person.birthPlace} · SWIFT DEMO${person.citizenship.slice(0, 2)}XX`] },
      date,
      to: [say('To whom it may concern', 'À qui de droit')],
      subject: say('Certificate of account balances', 'Attestation de soldes bancaires'),
      salutation: say('Dear Sir or Madam,', 'Madame, Monsieur,'),
      body: [
        say(
          `We certify that ${fullName(person)} has been a client of this bank since ${random.int(2006, 2021)} and that the accounts under number ${account} showed the following balances at the close of business on ${longDate(date, language)}:`,
          `Nous certifions que ${fullName(person)} est client de cette banque depuis ${random.int(2006, 2021)} et que les comptes sous le numéro ${account} présentaient les soldes suivants à la fermeture le ${longDate(date, language)} :`,
        ),
        accounts.map(([name, cents]) => `${name}: ${currency} ${money(cents, language)}`).join('\n'),
        say(
          `Total: ${currency} ${money(total, 'en')}. The average of the total over the last six months was ${currency} ${money(Math.round(total * 0.83), 'en')}. There are no outstanding loans or liens.`,
          `Total : ${money(total, 'fr')} ${currency}. La moyenne du total des six derniers mois est de ${money(Math.round(total * 0.83), 'fr')} ${currency}. Il n'y a ni prêt ni charge en cours.`,
        ),
        say(
          'This certificate is issued at the request of the client and without liability on the part of the bank or its officers.',
          'Cette attestation est délivrée à la demande du client, sans responsabilité de la banque ni de ses dirigeants.',
        ),
      ],
      closing: say('For the bank,', 'Pour la banque,'),
      signer: { name: random.pick(hostNames), role: say('Branch Manager', 'Directeur de succursale') },
      stamp: { rim: `${bank.toUpperCase()} SPECIMEN`, middle: date },
    },
    paper,
  );
  const annexed = context.pageCount(() => 1) - certificate.length;
  const annex = annexed > 0 ? bankStatement({ ...context, pageCount: () => annexed }).pages : [];
  return { title: { en: 'Proof of funds', fr: 'Preuve de fonds' }, paper, pages: [...certificate, ...annex] };
}

/**
 * Facts: `taxYear` (the latest), `income` (whole dollars), `sponsor` (whose assessment it is). A page a year, the latest
 * first; the lines of each add up to its result.
 */
export function taxAssessment(context: AuthorContext): DocumentPlan {
  const { person, fact, number, random } = context;
  const latest = number('taxYear', () => Number(fact('date', () => '2026-05-15').slice(0, 4)) - 1);
  const income = number('income', (life) => life.int(38, 145) * 1000);
  const name = fact('sponsor', () => fullName(person));
  const address = canadianAddress(random);
  const years = context.pageCount(() => 1, 12);
  const assessments = Array.from({ length: years }, (_, index) => {
    const year = latest - index;
    const issued =
      index === 0 ? fact('date', () => `${year + 1}-05-${random.int(10, 28)}`) : `${year + 1}-05-${random.int(10, 28)}`;
    return assess({ year, issued, income: Math.round(income * 0.96 ** index) * 100, name, address, random });
  });
  return {
    title: { en: 'Notice of assessment', fr: 'Avis de cotisation' },
    paper: letterPaper,
    pages: assessments.map((assessment) => (sheet: Sheet) => drawAssessment(sheet, context, assessment)),
  };
}

/** Cents. */
interface Assessment {
  year: number;
  issued: string;
  name: string;
  address: string;
  number: string;
  total: number;
  deductions: number;
  net: number;
  federal: number;
  provincial: number;
  withheld: number;
  /** Negative is a refund. */
  result: number;
}

function assess(input: {
  year: number;
  issued: string;
  income: number;
  name: string;
  address: string;
  random: Random;
}): Assessment {
  const { income, random, ...given } = input;
  const total = income + Math.round(income * 0.004);
  const deductions = Math.round(income * random.range(0.05, 0.14));
  const net = total - deductions;
  const federal = Math.round(net * 0.128);
  const provincial = Math.round(net * 0.071);
  const withheld = Math.round(net * random.range(0.17, 0.24));
  return {
    ...given,
    number: `*** *** ${random.int(100, 999)}`,
    total,
    deductions,
    net,
    federal,
    provincial,
    withheld,
    result: federal + provincial - withheld,
  };
}

function drawAssessment(sheet: Sheet, { say, language }: AuthorContext, made: Assessment): void {
  const text: TextStyle = { face: 'sans', size: 9 };
  const right = sheet.width - 18;
  const office = say('Revenue and Benefits Office (specimen)', 'Bureau du revenu et des prestations (spécimen)');
  sheet.text(18, 20, office, { face: 'sans-bold', size: 12 });
  sheet.text(right, 32, say('Notice of assessment', 'Avis de cotisation'), {
    face: 'sans-bold',
    size: 17,
    align: 'right',
  });
  sheet.text(18, 46, made.name.toUpperCase(), { face: 'typewriter', size: 10.5 });
  sheet.paragraph(18, 51, 80, made.address.toUpperCase(), { face: 'typewriter', size: 10.5 });
  const facts = [
    [say('Social insurance number', 'Numéro d’assurance sociale'), made.number],
    [say('Tax year', 'Année d’imposition'), String(made.year)],
    [say('Date issued', 'Date de délivrance'), made.issued],
  ] as const;
  drawLabelList(sheet, { x: 120, valueX: right, y: 46, step: 6 }, facts, text, { ...text, align: 'right' });
  drawSummary(sheet, { say, language }, made, text);
  const amount = dollars(Math.abs(made.result), language);
  const refund = say(
    `A refund of ${amount} will be paid to your account.`,
    `Un remboursement de ${amount} sera versé à votre compte.`,
  );
  const outcome = made.result < 0 ? refund : say(`You owe ${amount}.`, `Vous devez ${amount}.`);
  const statement = say(
    `We have assessed your ${made.year} return and calculated your balance. ${outcome} Keep this notice for your records.`,
    `Nous avons établi la cotisation de votre déclaration de ${made.year} et calculé votre solde. ${outcome} Conservez cet avis dans vos dossiers.`,
  );
  sheet.paragraph(18, 185, sheet.width - 36, statement, text);
}

function drawSummary(
  sheet: Sheet,
  { say, language }: Pick<AuthorContext, 'say' | 'language'>,
  made: Assessment,
  text: TextStyle,
): void {
  const rows: Array<[string, string, number]> = [
    ['15000', say('Total income', 'Revenu total'), made.total],
    ['', say('Deductions from total income', 'Déductions du revenu total'), -made.deductions],
    ['23600', say('Net income', 'Revenu net'), made.net],
    ['26000', say('Taxable income', 'Revenu imposable'), made.net],
    ['42000', say('Net federal tax', 'Impôt fédéral net'), made.federal],
    ['42800', say('Net provincial tax', 'Impôt provincial net'), made.provincial],
    ['43500', say('Total payable', 'Total à payer'), made.federal + made.provincial],
    ['43700', say('Total income tax deducted', 'Impôt total retenu'), -made.withheld],
    ['', made.result < 0 ? say('Refund', 'Remboursement') : say('Balance owing', 'Solde dû'), Math.abs(made.result)],
  ];
  sheet.fill(18, 78, sheet.width - 36, 8, ink('#dcdfe3'));
  sheet.text(20, 83.5, say('Summary', 'Sommaire'), { face: 'sans-bold', size: 11 });
  sheet.text(sheet.width - 20, 83.5, '$', { face: 'sans-bold', size: 11, align: 'right' });
  rows.forEach(([line, label, cents], index) => {
    const y = 95 + index * 8.5;
    sheet.text(20, y, line, text);
    sheet.text(40, y, label, text);
    sheet.text(sheet.width - 20, y, money(cents, language), {
      face: index === rows.length - 1 ? 'sans-bold' : 'sans',
      size: 9,
      align: 'right',
    });
    sheet.line(18, y + 2.5, sheet.width - 18, y + 2.5, 0.1);
  });
}
