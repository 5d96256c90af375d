import { fullName, letterPaper } from '../document-plan.ts';
import type { AuthorContext, DocumentPlan } from '../document-plan.ts';
import { makeBarcode } from '../parts/barcode.ts';
import type { BarcodeSymbol } from '../parts/barcode.ts';
import { drawBarcode, drawChoice, drawFormHead, drawFormTable, drawRow, drawSection, fillStyle, formMargin, smallPrint } from '../parts/form.ts';
import type { FormIdentity } from '../parts/form.ts';
import { pressDateStamp, stampInks } from '../parts/rubber-stamps.ts';
import { sign } from '../parts/signature.ts';
import type { Sheet, TextStyle } from '../raster/sheet.ts';
import { country } from '../words/countries.ts';
import { addDays, stampDate } from '../words/dates.ts';
import { employers, institutions, positions } from '../words/inventions.ts';

const visitorForm = { number: 'DSR 5257', version: '01-2026', title: 'APPLICATION FOR VISITOR VISA', titleFr: 'DEMANDE DE VISA DE VISITEUR' };

const forms: Readonly<Record<string, FormIdentity & { titleFr: string }>> = {
  V: visitorForm,
  S: { number: 'DSR 1294', version: '03-2026', title: 'APPLICATION FOR STUDY PERMIT', titleFr: "DEMANDE DE PERMIS D'ÉTUDES" },
  W: { number: 'DSR 1295', version: '02-2026', title: 'APPLICATION FOR WORK PERMIT', titleFr: 'DEMANDE DE PERMIS DE TRAVAIL' },
  E: { number: 'DSR 0008', version: '11-2025', title: 'APPLICATION FOR PERMANENT RESIDENCE', titleFr: 'DEMANDE DE RÉSIDENCE PERMANENTE' },
  F: { number: 'DSR 1344', version: '11-2025', title: 'APPLICATION TO SPONSOR AND UNDERTAKING', titleFr: 'DEMANDE DE PARRAINAGE ET ENGAGEMENT' },
  C: { number: 'DSR 0002', version: '05-2025', title: 'APPLICATION FOR CITIZENSHIP', titleFr: 'DEMANDE DE CITOYENNETÉ' },
  P: { number: 'DSR 0099', version: '09-2025', title: 'BASIS OF CLAIM AND BACKGROUND', titleFr: "FONDEMENT DE LA DEMANDE D'ASILE ET ANTÉCÉDENTS" },
};

/**
 * Facts: `form` (V, S, W, E, F, C or P; by default the letter of `applicationNumber`), `purpose`, `funds` (dollars), `arrival`, `departure`,
 * `maritalStatus`, `occupation`, `employer`, `receivedOn`.
 */
export async function applicationForm(context: AuthorContext): Promise<DocumentPlan> {
  const { person, say, fact, random } = context;
  const letter = fact('form', () => fact('applicationNumber', () => 'V').charAt(0));
  const chosen = forms[letter] ?? visitorForm;
  const form = { number: chosen.number, version: chosen.version, title: say(chosen.title, chosen.titleFr) };
  const date = fact('date', () => addDays('2026-01-05', random.int(0, 200)));
  const pages = context.pageCount(() => random.int(4, 5), 8);
  const fields = [form.number, form.version, fact('applicationNumber', () => ''), fact('uci', () => ''), person.familyName, person.givenNames, person.birthDate, person.sex, person.citizenship, person.passportNumber, person.passportExpires, date];
  const symbol = await makeBarcode('PDF417', ['DOSSIER1', ...fields].join('|'));
  const fill = fillStyle(context);
  const page = { context, form, pages, fill, date };
  const bodies = [drawTravel, drawHistory, drawBackground, drawEmployment, drawFamily];
  const middle = Array.from({ length: Math.max(0, pages - 2) }, (_, index) => bodies[index % bodies.length] ?? drawHistory);
  return {
    title: { en: sentence(chosen.title), fr: sentence(chosen.titleFr) },
    paper: letterPaper,
    pages: Array.from({ length: pages }, (_, index) => (sheet: Sheet) => {
      const y = drawFormHead(sheet, form, index + 1, pages, context);
      if (index === 0) drawPerson(sheet, drawOfficeUse(sheet, y, page), page);
      else if (index < pages - 1) (middle[index - 1] ?? drawHistory)(sheet, y, page);
      if (index === pages - 1) drawDeclaration(sheet, pages === 1 ? 205 : y, { ...page, symbol });
    }),
  };
}

interface Page {
  context: AuthorContext;
  form: FormIdentity;
  pages: number;
  fill: TextStyle;
  date: string;
}

const sentence = (text: string): string => text.charAt(0) + text.slice(1).toLowerCase();

function drawOfficeUse(sheet: Sheet, y: number, { context }: Page): number {
  const right = sheet.width - formMargin;
  sheet.frame(formMargin, y, 92, 24, 0.3);
  sheet.text(formMargin + 1.5, y + 3.4, context.say('FOR OFFICE USE ONLY', 'RÉSERVÉ AU BUREAU'), { face: 'sans-bold', size: 6.5 });
  sheet.text(formMargin + 1.5, y + 8, context.say('Application no.', 'No de la demande'), { face: 'sans', size: 6.5 });
  sheet.text(formMargin + 26, y + 8.4, context.fact('applicationNumber', () => ''), { face: 'typewriter-bold', size: 10.5 });
  sheet.frame(right - 84, y, 84, 24, 0.2);
  sheet.text(right - 82.5, y + 3.4, context.say('I want service in', 'Je veux être servi en'), { face: 'sans', size: 6.5 });
  sheet.text(right - 82, y + 9, context.language === 'fr' ? 'Français' : 'English', { face: 'sans', size: 9.5 });
  sheet.text(right - 82.5, y + 15, 'UCI / IUC', { face: 'sans', size: 6.5 });
  sheet.text(right - 82, y + 20.5, context.fact('uci', () => ''), { face: 'sans', size: 9.5 });
  const received = context.fact('receivedOn', () => addDays(context.fact('date', () => '2026-02-02'), 6));
  pressDateStamp(sheet, formMargin + 44, y + 1, { head: 'RECEIVED / REÇU', date: stampDate(received), foot: 'VAC · CRDV' }, stampInks.violet);
  return y + 27;
}

function drawPerson(sheet: Sheet, from: number, { context, fill }: Page): void {
  const { person, say } = context;
  const [year = '', month = '', day = ''] = person.birthDate.split('-');
  let y = drawSection(sheet, from, say('PERSONAL DETAILS', 'RENSEIGNEMENTS PERSONNELS'));
  y = drawRow(sheet, y, [{ label: say('1  Family name (as in passport)', '1  Nom de famille (comme au passeport)'), value: person.familyName.toUpperCase() }, { label: say('Given name(s)', 'Prénom(s)'), value: person.givenNames.toUpperCase() }], fill);
  y = drawChoice(sheet, y, say('2  Have you ever used any other name?', '2  Avez-vous déjà utilisé un autre nom?'), [say('No', 'Non'), say('Yes', 'Oui')], 0, fill);
  y = drawRow(sheet, y, [{ label: say('3  Sex', '3  Sexe'), value: person.sex }, { label: say('4  Date of birth YYYY', '4  Date de naissance AAAA'), value: year }, { label: 'MM', value: month }, { label: say('DD', 'JJ'), value: day }, { label: say('5  Place of birth', '5  Lieu de naissance'), value: person.birthPlace, share: 3 }], fill);
  const land = say(country(person.citizenship).en, country(person.citizenship).fr);
  y = drawRow(sheet, y, [{ label: say('6  Citizenship', '6  Citoyenneté'), value: land }, { label: say('7  Country of residence', '7  Pays de résidence'), value: land }, { label: say('Status', 'Statut'), value: say('Citizen', 'Citoyen') }], fill);
  y = drawRow(sheet, y, [{ label: say('8  Marital status', '8  État matrimonial'), value: context.fact('maritalStatus', () => say('Single', 'Célibataire')) }, { label: say('9  Native language', '9  Langue maternelle'), value: '' }, { label: say('Able to communicate in', 'Capable de communiquer en'), value: say('English', 'Français') }], fill);
  y = drawSection(sheet, y + 3, say('PASSPORT', 'PASSEPORT'));
  y = drawRow(sheet, y, [{ label: say('1  Passport number', '1  Numéro de passeport'), value: person.passportNumber }, { label: say('2  Country of issue', '2  Pays de délivrance'), value: person.citizenship }, { label: say('3  Issue date', '3  Date de délivrance'), value: person.passportIssued }, { label: say('4  Expiry date', "4  Date d'expiration"), value: person.passportExpires }], fill);
  y = drawSection(sheet, y + 3, say('CONTACT INFORMATION', 'COORDONNÉES'));
  y = drawRow(sheet, y, [{ label: say('1  Current mailing address', '1  Adresse postale actuelle'), value: person.address }], fill);
  y = drawRow(sheet, y, [{ label: say('2  Telephone', '2  Téléphone'), value: person.phone ?? '' }, { label: say('3  E-mail', '3  Courriel'), value: person.email ?? '', share: 1.6 }], fill);
  y = drawChoice(sheet, y, say('4  Residential address same as mailing address?', "4  L'adresse du domicile est-elle la même?"), [say('No', 'Non'), say('Yes', 'Oui')], 1, fill);
}

function drawTravel(sheet: Sheet, from: number, { context, fill, date }: Page): void {
  const { say, fact, random } = context;
  let y = drawSection(sheet, from, say('DETAILS OF STAY', 'DÉTAILS DU SÉJOUR'));
  const purpose = fact('purpose', () => say('Tourism', 'Tourisme'));
  const funds = context.number('funds', (life) => life.int(4, 40) * 500);
  y = drawRow(sheet, y, [{ label: say('1  Purpose of my visit', '1  But de ma visite'), value: purpose, share: 2 }, { label: say('Funds available (CAD)', 'Fonds disponibles (CAD)'), value: `$${funds}` }], fill);
  y = drawRow(sheet, y, [{ label: say('2  From', '2  Du'), value: fact('arrival', () => addDays(date, 90)) }, { label: say('To', 'Au'), value: fact('departure', () => addDays(date, 118)) }, { label: say('3  Name of person or institution to visit', "3  Personne ou établissement à visiter"), value: fact('host', (life) => life.pick(institutions[context.language])), share: 2.2 }], fill);
  y = drawSection(sheet, y + 4, say('EDUCATION (last ten years)', 'ÉTUDES (dix dernières années)'));
  const columns = [{ label: say('From', 'De'), share: 1 }, { label: say('To', 'À'), share: 1 }, { label: say('Field of study', "Domaine d'études"), share: 2 }, { label: say('School', 'École'), share: 3 }, { label: say('City, country', 'Ville, pays'), share: 2.2 }];
  const rows = Array.from({ length: 3 }, (_, index) => (index < 2 ? [String(2012 + index * 4), String(2016 + index * 4), say('General', 'Général'), random.pick(institutions[context.language]), context.person.birthPlace] : []));
  y = drawFormTable(sheet, y, columns, rows, fill);
  y = drawSection(sheet, y + 4, say('PREVIOUS VISITS AND APPLICATIONS', 'VISITES ET DEMANDES ANTÉRIEURES'));
  y = drawChoice(sheet, y, say('1  Have you ever been refused a visa or permit, denied entry or ordered to leave any country?', "1  Vous a-t-on déjà refusé un visa ou un permis, refusé l'entrée ou ordonné de quitter un pays?"), [say('No', 'Non'), say('Yes', 'Oui')], random.chance(0.2) ? 1 : 0, fill);
  y = drawChoice(sheet, y, say('2  Have you previously applied to enter or remain in Canada?', '2  Avez-vous déjà présenté une demande pour entrer au Canada ou y demeurer?'), [say('No', 'Non'), say('Yes', 'Oui')], random.chance(0.3) ? 1 : 0, fill);
  drawLines(sheet, y, 7);
}

function drawLines(sheet: Sheet, from: number, count: number): number {
  const height = count * 7 + 3;
  sheet.frame(formMargin, from, sheet.width - 2 * formMargin, height, 0.2);
  for (let i = 1; i <= count; i++) sheet.line(formMargin + 3, from + i * 7, sheet.width - formMargin - 3, from + i * 7, 0.1);
  return from + height;
}

function drawHistory(sheet: Sheet, from: number, { context, fill }: Page): void {
  const { say, random, person } = context;
  let y = drawSection(sheet, from, say('PERSONAL HISTORY (since age 18, leave no gaps)', "ANTÉCÉDENTS PERSONNELS (depuis l'âge de 18 ans, sans interruption)"));
  const columns = [{ label: say('From YYYY-MM', 'De AAAA-MM'), share: 1 }, { label: say('To YYYY-MM', 'À AAAA-MM'), share: 1 }, { label: say('Activity', 'Activité'), share: 2.2 }, { label: say('Employer, school', 'Employeur, école'), share: 2.6 }, { label: say('City and country', 'Ville et pays'), share: 2 }];
  let month = 2008 * 12 + random.int(0, 11);
  const rows = Array.from({ length: 13 }, () => {
    const start = month;
    month += random.int(8, 20);
    const show = (m: number): string => `${Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, '0')}`;
    return [show(start), show(month), random.pick(positions[context.language]), random.pick(employers), `${person.birthPlace}`];
  });
  y = drawFormTable(sheet, y, columns, rows, fill);
  y = drawSection(sheet, y + 4, say('MEMBERSHIP AND OFFICIAL POSITIONS', 'APPARTENANCE ET FONCTIONS OFFICIELLES'));
  y = drawFormTable(sheet, y, columns.slice(0, 4), [['-', '-', say('None', 'Aucune'), say('None', 'Aucune')], [], []], fill);
  smallPrint(sheet, y + 5, say('If you need more space, use a separate sheet of paper and give the letter and number of the question you are answering.', "S'il vous faut plus d'espace, utilisez une feuille distincte et indiquez la lettre et le numéro de la question."));
}

function drawBackground(sheet: Sheet, from: number, { context, fill }: Page): void {
  const { say } = context;
  const choices = [say('No', 'Non'), say('Yes', 'Oui')];
  const questions = [
    say('1a  Within the past two years, have you or a family member had tuberculosis of the lungs or been in close contact with a person with tuberculosis?', "1a  Au cours des deux dernières années, avez-vous, vous ou un membre de votre famille, eu la tuberculose pulmonaire ou été en contact étroit avec une personne atteinte?"),
    say('1b  Do you have any physical or mental disorder that would require social or health services, other than medication, during a stay?', '1b  Avez-vous un trouble physique ou mental qui nécessiterait des services sociaux ou de santé, autres que des médicaments, durant un séjour?'),
    say('2a  Have you ever remained beyond the validity of your status, attended school without authorization or worked without authorization?', '2a  Êtes-vous déjà resté après la fin de votre statut, avez-vous étudié ou travaillé sans autorisation?'),
    say('3  Have you ever committed, been arrested for, been charged with or convicted of any criminal offence in any country?', '3  Avez-vous déjà commis une infraction criminelle dans un pays, été arrêté, accusé ou déclaré coupable?'),
    say('4  Did you serve in any military, militia or civil defence unit or in a security organization or police force?', "4  Avez-vous servi dans une unité militaire, une milice ou une unité de protection civile, un service de sécurité ou une force policière?"),
    say('5  Have you ever witnessed or taken part in the ill treatment of prisoners or civilians?', '5  Avez-vous déjà été témoin de mauvais traitements infligés à des prisonniers ou à des civils, ou y avez-vous participé?'),
  ];
  let y = drawSection(sheet, from, say('BACKGROUND INFORMATION', 'RENSEIGNEMENTS SUR LES ANTÉCÉDENTS'));
  for (const question of questions) {
    y = drawChoice(sheet, y, question, choices, 0, fill);
    y = drawLines(sheet, y, 2) + 2;
  }
}

function drawEmployment(sheet: Sheet, from: number, page: Page): void {
  const { say, fact, random } = page.context;
  let y = drawSection(sheet, from, say('EMPLOYMENT', 'EMPLOI'));
  for (let i = 0; i < 4; i++) {
    const occupation = i === 0 ? fact('occupation', (life) => life.pick(positions[page.context.language])) : random.pick(positions[page.context.language]);
    const employer = i === 0 ? fact('employer', (life) => life.pick(employers)) : random.pick(employers);
    y = drawRow(sheet, y, [{ label: say('From', 'De'), value: `${2024 - i * 3}-0${random.int(1, 9)}` }, { label: say('To', 'À'), value: i === 0 ? say('present', 'présent') : `${2026 - i * 3}-0${random.int(1, 9)}` }, { label: say('Occupation', 'Profession'), value: occupation, share: 2 }, { label: say('Employer', 'Employeur'), value: employer, share: 2.4 }], page.fill);
    y = drawRow(sheet, y, [{ label: say('Address of employer', "Adresse de l'employeur"), value: page.context.person.address }], page.fill) + 2;
  }
  drawTravel(sheet, y + 3, page);
}

function drawFamily(sheet: Sheet, from: number, { context, fill }: Page): void {
  const { say, person } = context;
  const columns = [{ label: say('Relationship', 'Lien'), share: 1.2 }, { label: say('Name', 'Nom'), share: 2.4 }, { label: say('Date of birth', 'Date de naissance'), share: 1.2 }, { label: say('Address', 'Adresse'), share: 3 }];
  const start = drawSection(sheet, from, say('FAMILY', 'FAMILLE'));
  const y = drawFormTable(sheet, start, columns, [[say('Father', 'Père'), person.familyName, '', person.address], [say('Mother', 'Mère'), person.familyName, '', person.address], [], [], [], [], []], fill);
  drawAddresses(sheet, y + 5, { context, fill });
}

function drawAddresses(sheet: Sheet, from: number, { context, fill }: Pick<Page, 'context' | 'fill'>): void {
  const { say, person } = context;
  const columns = [{ label: say('From', 'De'), share: 1 }, { label: say('To', 'À'), share: 1 }, { label: say('Address', 'Adresse'), share: 5 }];
  const y = drawSection(sheet, from, say('ADDRESSES (last ten years)', 'ADRESSES (dix dernières années)'));
  drawFormTable(sheet, y, columns, [['2021-04', say('present', 'présent'), person.address], ['2016-09', '2021-04', person.birthPlace], [], [], [], [], [], []], fill);
}

function drawDeclaration(sheet: Sheet, from: number, { context, fill, date, symbol }: Page & { symbol: BarcodeSymbol }): void {
  const { say, person } = context;
  let y = drawSection(sheet, from, say('CONSENT AND DECLARATION OF APPLICANT', 'CONSENTEMENT ET DÉCLARATION DU DEMANDEUR'));
  y = smallPrint(sheet, y + 4.5, say('I declare that I have answered all questions in this application fully and truthfully. I understand that any false statement or concealment of a material fact may be grounds for refusal of my application, for my removal or for prosecution. I will immediately inform the office where I applied if any of the information in this form changes. I consent to the release to authorities of all records and information that any government authority, including police, judicial and state authorities in all countries in which I have lived, may possess on my behalf.', "Je déclare avoir répondu à toutes les questions de cette demande de façon complète et véridique. Je comprends que toute fausse déclaration ou dissimulation d'un fait important peut entraîner le refus de ma demande, mon renvoi ou des poursuites. J'informerai sans délai le bureau où j'ai présenté ma demande de tout changement aux renseignements fournis. Je consens à la communication aux autorités de tous les dossiers et renseignements que peut posséder à mon sujet toute autorité gouvernementale, y compris les autorités policières, judiciaires et étatiques de tous les pays où j'ai vécu."));
  y += 16;
  sign(sheet, formMargin + 8, y, fullName(person));
  sheet.line(formMargin, y + 2, formMargin + 95, y + 2, 0.25);
  sheet.line(formMargin + 110, y + 2, formMargin + 160, y + 2, 0.25);
  sheet.text(formMargin + 116, y, date, { ...fill });
  sheet.text(formMargin, y + 5.5, say('Signature of applicant', 'Signature du demandeur'), { face: 'sans', size: 7 });
  sheet.text(formMargin + 110, y + 5.5, say('Date YYYY-MM-DD', 'Date AAAA-MM-JJ'), { face: 'sans', size: 7 });
  y = drawSection(sheet, y + 12, say('MACHINE-READABLE AREA - do not write or stamp here', 'ZONE DE LECTURE OPTIQUE - ne rien écrire ni estampiller'));
  y += 6 + drawBarcode(sheet, formMargin + 6, y + 5, symbol, 150);
  smallPrint(sheet, y + 6, say('The information you provide on this form is collected to assess your application. It may be shared with other organizations in accordance with the law. You have the right to ask for access to your personal information and for its correction.', "Les renseignements fournis sont recueillis afin d'évaluer votre demande. Ils peuvent être communiqués à d'autres organismes conformément à la loi. Vous avez le droit de demander l'accès à vos renseignements personnels et leur correction."));
}
