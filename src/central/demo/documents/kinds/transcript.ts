import type { AuthorContext, DocumentPlan } from '../document-plan.ts';
import { fullName, letterPaper } from '../document-plan.ts';
import { drawHead } from '../parts/letter.ts';
import { pressRoundStamp, stampInks } from '../parts/rubber-stamps.ts';
import { sign } from '../parts/signature.ts';
import { ink } from '../raster/plane.ts';
import type { Sheet, TextStyle } from '../raster/sheet.ts';
import { addDays, longDate } from '../words/dates.ts';
import { hostNames, institutions } from '../words/inventions.ts';

const courses = {
  en: [
    'Calculus',
    'Linear Algebra',
    'Statistics',
    'Financial Accounting',
    'Microeconomics',
    'Organic Chemistry',
    'Human Anatomy',
    'Data Structures',
    'Operating Systems',
    'World History',
    'Academic Writing',
    'Business Law',
    'Fluid Mechanics',
    'Marketing',
    'Ethics',
    'Public Speaking',
    'Microbiology',
    'Project Management',
  ],
  fr: [
    'Calcul différentiel',
    'Algèbre linéaire',
    'Statistique',
    'Comptabilité générale',
    'Microéconomie',
    'Chimie organique',
    'Anatomie humaine',
    'Structures de données',
    'Systèmes d’exploitation',
    'Histoire du monde',
    'Rédaction',
    'Droit des affaires',
    'Mécanique des fluides',
    'Marketing',
    'Éthique',
    'Communication orale',
    'Microbiologie',
    'Gestion de projet',
  ],
} as const;

/** Facts: `school`, `studentNumber`. Three terms a page; the averages follow from the grades. */
export function transcript(context: AuthorContext): DocumentPlan {
  const { person, say, fact, random, language } = context;
  const school = fact('school', (life) => life.pick(institutions[language]));
  const student = fact('studentNumber', (life) => String(life.int(200_000, 999_999)));
  const pages = context.pageCount(() => random.int(2, 3));
  const registrar = random.pick(hostNames);
  const issuedOn = fact('date', () => addDays('2025-06-10', random.int(0, 300)));
  const terms = makeTerms(context, pages * termsPerPage, Number(issuedOn.slice(0, 4)));
  const head = { name: school, lines: [say('Official academic record', 'Dossier scolaire officiel')] };
  return {
    title: { en: 'Academic transcript', fr: 'Relevé de notes' },
    paper: letterPaper,
    tint: ink('#eef3f6'),
    pages: Array.from({ length: pages }, (_, index) => (sheet: Sheet) => {
      let y = drawHead(sheet, head, { colour: ink('#2a3f66'), headAlign: 'center', margin: 22 });
      sheet.text(22, y, `${fullName(person)}   ${person.birthDate}   No ${student}`, { face: 'sans-bold', size: 9 });
      y += 10;
      for (const term of terms.slice(index * termsPerPage, (index + 1) * termsPerPage))
        y = drawTerm(sheet, term, y, say);
      sheet.text(sheet.width / 2, sheet.height - 12, `${index + 1} / ${pages}`, { ...small, align: 'center' });
      if (index < pages - 1) return;
      const line = Math.min(y + 16, 250);
      sign(sheet, 30, line, registrar);
      sheet.text(
        28,
        line + 6,
        `${registrar}, ${say('Registrar', 'registraire')}, ${longDate(issuedOn, language)}`,
        small,
      );
      pressRoundStamp(
        sheet,
        140,
        line - 20,
        { rim: school.toUpperCase().slice(0, 28), middle: 'SEAL\nSPECIMEN' },
        stampInks.blue,
      );
    }),
  };
}

const termsPerPage = 3;
const small: TextStyle = { face: 'sans', size: 8.5 };

interface Term {
  name: string;
  rows: ReadonlyArray<{ code: string; course: string; credits: number; grade: number }>;
}

/** The last term ends in the year in which the record was issued. */
function makeTerms({ say, random, language }: AuthorContext, count: number, lastYear: number): Term[] {
  return Array.from({ length: count }, (_, index) => {
    const season = index % 2 === 0 ? say('Fall', 'Automne') : say('Winter', 'Hiver');
    const year = lastYear - Math.ceil(count / 2) + Math.floor((index + 1) / 2);
    const rows = Array.from({ length: random.int(5, 7) }, () => ({
      code: `${random.pick(['MAT', 'BUS', 'CHM', 'CSC', 'HIS', 'LAW'])} ${random.int(100, 499)}`,
      course: random.pick(courses[language]),
      credits: random.pick([3, 3, 4, 6]),
      grade: random.int(58, 97),
    }));
    return { name: `${season} ${year}`, rows };
  });
}

function drawTerm(sheet: Sheet, term: Term, from: number, say: AuthorContext['say']): number {
  const right = sheet.width - 22;
  const bold: TextStyle = { face: 'sans-bold', size: 8.5 };
  sheet.fill(22, from - 4, right - 22, 5.6, ink('#dfe2e6'), 0.8);
  sheet.text(24, from, term.name, { ...bold, size: 9 });
  let y = from + 6.4;
  for (const row of term.rows) {
    sheet.text(24, y, row.code, small);
    sheet.text(50, y, row.course, small);
    sheet.text(right - 34, y, `${row.credits}.0`, { ...small, align: 'right' });
    sheet.text(right - 2, y, String(row.grade), { ...small, align: 'right' });
    y += 5;
  }
  const credits = term.rows.reduce((sum, row) => sum + row.credits, 0);
  const points = term.rows.reduce((sum, row) => sum + row.credits * row.grade, 0);
  sheet.text(50, y, say('Term total and average', 'Total et moyenne de la session'), bold);
  sheet.text(right - 34, y, `${credits}.0`, { ...bold, align: 'right' });
  sheet.text(right - 2, y, (points / credits).toFixed(1), { ...bold, align: 'right' });
  return y + 10;
}
