import type { AuthorContext, DocumentPlan } from '../document-plan.ts';
import { a4Paper, fullName, letterPaper } from '../document-plan.ts';
import { drawLabelList } from '../parts/label-list.ts';
import { drawHead } from '../parts/letter.ts';
import { pressRoundStamp, stampInks } from '../parts/rubber-stamps.ts';
import { ink } from '../raster/plane.ts';
import type { Sheet, TextStyle } from '../raster/sheet.ts';
import { country } from '../words/countries.ts';
import { addDays } from '../words/dates.ts';
import { banks, employers } from '../words/inventions.ts';
import { money } from '../words/money.ts';
import type { Ledger, LedgerLine } from './ledger.ts';
import { makeLedger } from './ledger.ts';

const perFirstPage = 32;
const perPage = 42;

/** Facts: `bank`, `account`, `balance` (closing, whole units of the currency), `currency`, `employer`, `salary` (a month). */
export function bankStatement(context: AuthorContext): DocumentPlan {
  const { person, fact, number, random } = context;
  const land = country(person.citizenship);
  const pages = context.pageCount(() => random.int(3, 8));
  const bank = fact('bank', (life) => life.pick(banks));
  const closing = Math.round(number('balance', (life) => life.int(6, 70) * 500 * land.perDollar) * 100);
  const salary = Math.round(number('salary', (life) => life.int(6, 40) * 100 * land.perDollar) * 100);
  const until = fact('date', () => addDays('2026-01-05', random.int(0, 200)));
  const lines = perFirstPage + (pages - 1) * perPage - random.int(4, 14);
  const ledger = makeLedger(random, {
    closing,
    lines,
    until,
    salary: { from: fact('employer', (life) => life.pick(employers)), amount: salary },
  });
  const account = fact('account', (life) => `${life.int(1000, 9999)} ${life.int(1000, 9999)} ${life.int(10, 99)}`);
  const currency = fact('currency', () => land.currency);
  const face = random.pick(['sans', 'typewriter', 'sans'] as const);
  const statement: Statement = {
    context,
    bank,
    account,
    currency,
    ledger,
    face,
    colour: ink(random.pick(['#14405f', '#5b1a2c', '#1e5339', '#33333a'] as const)),
  };
  return {
    title: { en: 'Bank statement', fr: 'Relevé bancaire' },
    paper: land.paper === 'letter' ? letterPaper : a4Paper,
    pages: Array.from({ length: pages }, (_, index) => (sheet: Sheet) => drawPage(sheet, statement, index, pages)),
  };
}

interface Statement {
  context: AuthorContext;
  bank: string;
  account: string;
  currency: string;
  ledger: Ledger;
  face: 'sans' | 'typewriter';
  colour: ReturnType<typeof ink>;
}

function drawPage(sheet: Sheet, statement: Statement, index: number, pages: number): void {
  const { context, bank, account, ledger } = statement;
  const { say, person } = context;
  const small = smallText(statement);
  const start = index === 0 ? 0 : perFirstPage + (index - 1) * perPage;
  const lines = ledger.lines.slice(start, start + (index === 0 ? perFirstPage : perPage));
  if (index > 0) sheet.text(16, 20, `${bank}   ${account}   ${fullName(person)}`, small);
  const y = drawTable(sheet, lines, statement, index === 0 ? drawOpening(sheet, statement) : 28);
  const isLast = index === pages - 1;
  if (isLast) drawClosing(sheet, statement, y + 3);
  if (isLast || index === 0) {
    const stamp = { rim: `${bank} SPECIMEN BRANCH`.toUpperCase(), middle: ledger.lines.at(-1)?.date ?? '' };
    const x = sheet.random.range(40, 130);
    const stampY = sheet.height - sheet.random.range(60, 80);
    pressRoundStamp(sheet, x, stampY, stamp, sheet.random.pick([stampInks.violet, stampInks.blue]));
  }
  const foot = `${say('Page', 'Page')} ${index + 1} / ${pages}`;
  sheet.text(sheet.width / 2, sheet.height - 10, foot, { ...small, align: 'center' });
}

const smallText = ({ face }: Statement): TextStyle => ({ face, size: face === 'sans' ? 8 : 8.5 });

/** Letterhead, holder and summary; returns where the table starts. */
function drawOpening(sheet: Sheet, statement: Statement): number {
  const { context, bank, account, currency, ledger, colour } = statement;
  const { say, language, person } = context;
  const small = smallText(statement);
  const note = say(
    'Member of the deposit protection scheme · specimen',
    'Membre du régime de protection des dépôts · spécimen',
  );
  const y = drawHead(sheet, { name: bank, lines: [note] }, { colour, headAlign: 'left', margin: 16 });
  sheet.text(16, y, fullName(person), { ...small, size: 10 });
  sheet.paragraph(16, y + 5, 80, person.address, small);
  const facts = [
    [say('Account', 'Compte'), account],
    [say('Period', 'Période'), `${ledger.lines[0]?.date ?? ''} - ${ledger.lines.at(-1)?.date ?? ''}`],
    [say('Currency', 'Devise'), currency],
    [say('Opening balance', 'Solde d’ouverture'), money(ledger.opening, language)],
    [say('Closing balance', 'Solde de clôture'), money(ledger.closing, language)],
  ] as const;
  const place = { x: 118, valueX: sheet.width - 16, y, step: 4.6 };
  drawLabelList(sheet, place, facts, small, { ...small, align: 'right' });
  return y + 29;
}

function drawClosing(sheet: Sheet, { context, ledger, currency }: Statement, y: number): void {
  const { say, language } = context;
  const bold: TextStyle = { face: 'sans-bold', size: 9 };
  sheet.text(118, y, say('Closing balance', 'Solde de clôture'), bold);
  sheet.text(sheet.width - 16, y, `${money(ledger.closing, language)} ${currency}`, { ...bold, align: 'right' });
}

function drawTable(
  sheet: Sheet,
  lines: readonly LedgerLine[],
  { context, face, colour }: Statement,
  from: number,
): number {
  const { say, language } = context;
  const small: TextStyle = { face, size: face === 'sans' ? 8 : 8.5 };
  const right = sheet.width - 16;
  const head: TextStyle = { face: 'sans-bold', size: 7.5, ink: colour };
  sheet.line(16, from + 1.5, right, from + 1.5, 0.4, colour);
  sheet.text(16, from, 'Date', head);
  sheet.text(38, from, 'Description', head);
  sheet.text(right - 62, from, say('Debit', 'Débit'), { ...head, align: 'right' });
  sheet.text(right - 32, from, say('Credit', 'Crédit'), { ...head, align: 'right' });
  sheet.text(right, from, say('Balance', 'Solde'), { ...head, align: 'right' });
  let y = from + 6;
  lines.forEach((line, row) => {
    if (row % 2 === 1 && sheet.look.mode !== 'g4') sheet.fill(16, y - 3.6, right - 16, 5, ink('#e4e8ee'), 0.6);
    sheet.text(16, y, line.date, small);
    sheet.text(38, y, line.text, small);
    sheet.text(right - (line.amount < 0 ? 62 : 32), y, money(Math.abs(line.amount), language), {
      ...small,
      align: 'right',
    });
    sheet.text(right, y, money(line.balance, language), { ...small, align: 'right' });
    y += 5.1;
  });
  return y;
}
