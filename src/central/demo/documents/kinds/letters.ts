import type { AuthorContext, DocumentPlan, PaperFormat } from '../document-plan.ts';
import { a4Paper, fullName, letterPaper } from '../document-plan.ts';
import type { Letter } from '../parts/letter.ts';
import { dear, letterPages } from '../parts/letter.ts';
import type { Random } from '../random.ts';
import { country } from '../words/countries.ts';
import { addDays, longDate } from '../words/dates.ts';
import {
  canadianAddress,
  employers,
  hostNames,
  institutions,
  phoneNumber,
  positions,
  studyPrograms,
} from '../words/inventions.ts';
import { dollars, money } from '../words/money.ts';
import { jobDuties, narrative, schoolTerms } from '../words/narrative.ts';

type Filler = (language: 'en' | 'fr', random: Random, paragraphs: number) => string[];

function plan(
  context: AuthorContext,
  title: DocumentPlan['title'],
  letter: Letter,
  paper: PaperFormat,
  filler: Filler = narrative,
): DocumentPlan {
  // A letter asked to be longer gets more of what such letters go on about, so that a page count can be kept.
  const wanted = context.request.pages ?? 1;
  let body = letter.body;
  let pages = letterPages(context, { ...letter, body }, paper);
  while (pages.length < wanted) {
    body = [...body, ...filler(context.language, context.random, 3)];
    pages = letterPages(context, { ...letter, body }, paper);
  }
  return { title, paper, pages };
}

const home = (context: AuthorContext): PaperFormat =>
  country(context.person.citizenship).paper === 'letter' ? letterPaper : a4Paper;
const addressLines = (address: string): string[] =>
  address
    .split(', ')
    .reduce<string[]>(
      (lines, part, index) =>
        index % 2 === 0 ? [...lines, part] : [...lines.slice(0, -1), `${lines.at(-1) ?? ''}, ${part}`],
      [],
    );
const toWhom = (context: AuthorContext): string =>
  context.say('To the visa officer,', 'À l’attention de l’agent des visas,');

/** Facts: `institution`, `program`, `startDate`, `endDate`, `tuition` (dollars a year), `dliNumber`, `studentNumber`. */
export function letterOfAcceptance(context: AuthorContext): DocumentPlan {
  const { person, say, fact, number, random, language } = context;
  const institution = fact('institution', (life) => life.pick(institutions[language]));
  const program = fact('program', (life) => life.pick(studyPrograms[language]));
  const date = fact('date', () => addDays('2025-11-20', random.int(0, 160)));
  const start = fact('startDate', () => `${Number(date.slice(0, 4)) + (date.slice(5) > '07-15' ? 1 : 0)}-09-08`);
  const end = fact('endDate', () => `${Number(start.slice(0, 4)) + 2}-06-16`);
  const tuition = Math.round(number('tuition', (life) => life.int(28, 64) * 500) * 100);
  const deposit = Math.round(tuition * 0.25);
  const dli = fact('dliNumber', (life) => `O1${life.int(10_000_000_000, 99_999_999_999)}`);
  const student = fact('studentNumber', (life) => `S${life.int(1_000_000, 9_999_999)}`);
  const letter: Letter = {
    head: {
      name: institution,
      lines: [
        canadianAddress(random),
        `${say('Office of the Registrar', 'Bureau du registraire')} · ${phoneNumber(random)}`,
      ],
    },
    date,
    to: [fullName(person), ...addressLines(person.address)],
    subject: say(`Letter of acceptance - ${program}`, `Lettre d'admission - ${program}`),
    salutation: dear(context),
    body: [
      say(
        `Congratulations. We are pleased to offer you full-time admission to ${program} at ${institution}. Your student number is ${student}; please quote it in all correspondence.`,
        `Félicitations. Nous avons le plaisir de vous offrir une admission à temps plein au programme ${program} à ${institution}. Votre numéro d'étudiant est ${student}; veuillez l'indiquer dans toute correspondance.`,
      ),
      say(
        `Designated learning institution number: ${dli}. Level of study: post-secondary. Language of instruction: English. Date of birth on file: ${person.birthDate}.`,
        `Numéro d'établissement d'enseignement désigné : ${dli}. Niveau : postsecondaire. Langue d'enseignement : français. Date de naissance au dossier : ${person.birthDate}.`,
      ),
      say(
        `Your program begins on ${longDate(start, language)} and is expected to end on ${longDate(end, language)}. The latest day on which you may register is ${longDate(addDays(start, 10), language)}. There is a scheduled break from December 18 to January 4.`,
        `Votre programme commence le ${longDate(start, language)} et devrait se terminer le ${longDate(end, language)}. La date limite d'inscription est le ${longDate(addDays(start, 10), language)}. Une pause est prévue du 18 décembre au 4 janvier.`,
      ),
      say(
        `Tuition for the first academic year is ${dollars(tuition, 'en')}. We have received a deposit of ${dollars(deposit, 'en')}; the balance of ${dollars(tuition - deposit, 'en')} is due on the first day of classes. Ancillary fees and health insurance are not included.`,
        `Les droits de scolarité de la première année sont de ${dollars(tuition, 'fr')}. Nous avons reçu un acompte de ${dollars(deposit, 'fr')}; le solde de ${dollars(tuition - deposit, 'fr')} est payable le premier jour de cours. Les frais afférents et l'assurance maladie ne sont pas compris.`,
      ),
      say(
        'This offer is conditional on proof that you have completed secondary school and on a language test result at the level that the program requires. It lapses if you do not register by the date above.',
        'Cette offre est conditionnelle à la preuve que vous avez terminé vos études secondaires et à un résultat d’examen linguistique au niveau exigé par le programme. Elle devient caduque si vous ne vous inscrivez pas à la date ci-dessus.',
      ),
      say(
        'You must hold a valid study permit before classes begin. Please apply early, and tell us at once should your application be refused so that your fees can be returned less the administrative charge.',
        'Vous devez détenir un permis d’études valide avant le début des cours. Veuillez présenter votre demande tôt et nous aviser sans délai en cas de refus afin que vos frais soient remboursés, moins les frais d’administration.',
      ),
    ],
    closing: say('Yours sincerely,', 'Veuillez agréer nos salutations distinguées,'),
    signer: { name: random.pick(hostNames), role: say('Registrar', 'Registraire') },
    stamp: { rim: institution.toUpperCase().slice(0, 30), middle: 'REGISTRAR' },
  };
  return plan(context, { en: 'Letter of acceptance', fr: 'Lettre d’admission' }, letter, letterPaper, schoolTerms);
}

/** Facts: `employer`, `position`, `salary` (a month, in `currency`), `hiredOn`, `leaveFrom`, `leaveTo`. */
export function employmentLetter(context: AuthorContext): DocumentPlan {
  const { person, say, fact, number, random, language } = context;
  const land = country(person.citizenship);
  const employer = fact('employer', (life) => life.pick(employers));
  const position = fact('position', (life) => life.pick(positions[language]));
  const salary = Math.round(number('salary', (life) => life.int(6, 40) * 100 * land.perDollar) * 100);
  const currency = fact('currency', () => land.currency);
  const date = fact('date', () => addDays('2025-12-01', random.int(0, 200)));
  const hired = fact('hiredOn', (life) => addDays('2015-01-12', life.int(0, 3200)));
  const from = fact('leaveFrom', () => addDays(date, 60));
  const to = fact('leaveTo', () => addDays(date, 81));
  const letter: Letter = {
    head: {
      name: employer,
      lines: [
        `${person.birthPlace} · ${say(land.en, land.fr)}`,
        `hr@${employer
          .toLowerCase()
          .replace(/[^a-z]+/g, '')
          .slice(0, 18)}.example`,
      ],
    },
    date,
    to: [
      say('Visa Section', 'Section des visas'),
      say('Office of Entry and Residence', 'Bureau de l’entrée et du séjour'),
    ],
    subject: say(`Confirmation of employment - ${fullName(person)}`, `Attestation d'emploi - ${fullName(person)}`),
    salutation: toWhom(context),
    body: [
      say(
        `This is to confirm that ${fullName(person)}, holder of passport ${person.passportNumber}, has been employed by ${employer} since ${longDate(hired, language)} and presently holds the permanent full-time position of ${position}.`,
        `La présente atteste que ${fullName(person)}, titulaire du passeport ${person.passportNumber}, est à l'emploi de ${employer} depuis le ${longDate(hired, language)} et occupe actuellement le poste permanent à temps plein de ${position}.`,
      ),
      say(
        `The gross salary is ${currency} ${money(salary, 'en')} per month, paid to the employee's bank account on the last working day, with an annual bonus that depends on results.`,
        `Le salaire brut est de ${money(salary, 'fr')} ${currency} par mois, versé au compte bancaire le dernier jour ouvrable, avec une prime annuelle selon les résultats.`,
      ),
      say(
        `We have approved paid leave from ${longDate(from, language)} to ${longDate(to, language)} for a journey to Canada. The position will be kept, and duties are to be resumed on ${longDate(addDays(to, 1), language)}.`,
        `Nous avons accordé un congé payé du ${longDate(from, language)} au ${longDate(to, language)} pour un voyage au Canada. Le poste est conservé et le travail doit reprendre le ${longDate(addDays(to, 1), language)}.`,
      ),
      say(
        'The costs of the journey are borne by the employee. Please do not hesitate to contact our human resources office should you wish to verify the contents of this letter.',
        'Les frais du voyage sont à la charge de l’employé. N’hésitez pas à communiquer avec notre service des ressources humaines pour vérifier le contenu de cette lettre.',
      ),
    ],
    closing: say('Yours faithfully,', 'Salutations distinguées,'),
    signer: { name: random.pick(hostNames), role: say('Head of Human Resources', 'Chef des ressources humaines') },
    stamp: { rim: employer.toUpperCase().slice(0, 30), middle: 'SPECIMEN' },
  };
  return plan(context, { en: 'Employment letter', fr: 'Attestation d’emploi' }, letter, home(context), jobDuties);
}

/** Facts: `host`, `relationship`, `arrival`, `departure`, `hostAddress`. */
export function invitationLetter(context: AuthorContext): DocumentPlan {
  const { person, say, fact, random, language } = context;
  const host = fact('host', (life) => life.pick(hostNames));
  const relation = fact('relationship', (life) =>
    say(
      life.pick(['cousin', 'sister-in-law', 'friend', 'brother', 'aunt'] as const),
      life.pick(['cousine', 'belle-sœur', 'ami', 'frère', 'tante'] as const),
    ),
  );
  const address = fact('hostAddress', (life) => canadianAddress(life));
  const date = fact('date', () => addDays('2025-12-01', random.int(0, 200)));
  const arrival = fact('arrival', () => addDays(date, 75));
  const departure = fact('departure', () => addDays(date, 103));
  const letter: Letter = {
    date,
    to: [host, ...addressLines(address), phoneNumber(random)],
    subject: say(
      `Invitation for ${fullName(person)}, born ${longDate(person.birthDate, language)}`,
      `Invitation de ${fullName(person)}, né(e) le ${longDate(person.birthDate, language)}`,
    ),
    salutation: toWhom(context),
    body: [
      say(
        `My name is ${host} and I am a citizen of Canada. I live at the address above with my husband and our two children, and have worked as a dental hygienist since 2014. I am writing to invite my ${relation}, ${fullName(person)}, to visit us.`,
        `Je m'appelle ${host} et je suis citoyenne du Canada. J'habite à l'adresse ci-dessus avec mon mari et nos deux enfants et je travaille comme hygiéniste dentaire depuis 2014. Je vous écris pour inviter ${fullName(person)} (${relation}) à nous rendre visite.`,
      ),
      say(
        `The visit would be from ${longDate(arrival, language)} to ${longDate(departure, language)}. The reason is our son's graduation and a trip together to see the Rocky Mountains, which we have talked about for years.`,
        `La visite aurait lieu du ${longDate(arrival, language)} au ${longDate(departure, language)}. La raison en est la remise de diplôme de notre fils et un voyage ensemble dans les Rocheuses, dont nous parlons depuis des années.`,
      ),
      say(
        'Our guest will stay in our home, where there is a spare room. I will pay for food, local travel and health insurance; the flight is paid by my guest. My notice of assessment and a copy of my proof of citizenship are attached.',
        'Notre invité logera chez nous, où nous avons une chambre libre. Je paierai la nourriture, les déplacements et l’assurance maladie; le vol est payé par mon invité. Mon avis de cotisation et une copie de ma preuve de citoyenneté sont joints.',
      ),
      say(
        `I know that the stay is temporary and that my guest must leave by ${longDate(departure, language)} to go back to work and family in ${person.birthPlace}. Please write or call me if anything is unclear.`,
        `Je sais que le séjour est temporaire et que mon invité doit partir au plus tard le ${longDate(departure, language)} pour retrouver son travail et sa famille à ${person.birthPlace}. N'hésitez pas à m'écrire ou à m'appeler.`,
      ),
    ],
    closing: say('With kind regards,', 'Cordialement,'),
    signer: { name: host, role: say('Host in Canada', 'Hôte au Canada') },
  };
  return plan(context, { en: 'Letter of invitation', fr: 'Lettre d’invitation' }, letter, letterPaper);
}

/** Facts: `institution`, `program`. A letter of explanation in the applicant's own voice. */
export function studyPlan(context: AuthorContext): DocumentPlan {
  const { person, say, fact, random, language } = context;
  const institution = fact('institution', (life) => life.pick(institutions[language]));
  const program = fact('program', (life) => life.pick(studyPrograms[language]));
  const letter: Letter = {
    date: fact('date', () => addDays('2026-01-05', random.int(0, 180))),
    to: [fullName(person), ...addressLines(person.address)],
    subject: say('Statement of purpose and study plan', 'Lettre de motivation et projet d’études'),
    salutation: toWhom(context),
    body: [
      say(
        `I am applying for a study permit to attend ${program} at ${institution}. I completed my first degree in ${person.birthPlace} and have since worked in the same field for several years.`,
        `Je demande un permis d'études afin de suivre le programme ${program} à ${institution}. J'ai terminé mon premier diplôme à ${person.birthPlace} et travaille depuis plusieurs années dans le même domaine.`,
      ),
      say(
        'I looked at programs at home and in three other countries. This one joins classroom study with a supervised project, which is what the positions that I aim for ask of their candidates, and its cost is within what my family has set aside.',
        'J’ai comparé des programmes chez moi et dans trois autres pays. Celui-ci joint les cours à un projet supervisé, ce que demandent les postes que je vise, et son coût correspond à ce que ma famille a mis de côté.',
      ),
      ...narrative(language, random, 3),
      say(
        'My parents, my savings and a property in my name stand behind the costs that I list in the attached table. After the program I intend to return, as my employer has offered to take me back at a higher grade.',
        'Mes parents, mes économies et un bien à mon nom garantissent les frais du tableau ci-joint. Après le programme, je compte rentrer, car mon employeur m’a offert de me reprendre à un échelon supérieur.',
      ),
    ],
    closing: say('Respectfully,', 'Respectueusement,'),
    signer: { name: fullName(person), role: say('Applicant', 'Demandeur') },
  };
  return plan(context, { en: 'Study plan', fr: 'Projet d’études' }, letter, home(context));
}

/** Facts: `subject`, `sender`. Anything that was written to the office. */
export function correspondence(context: AuthorContext): DocumentPlan {
  const { person, say, fact, random, language } = context;
  const sender = fact('sender', () => fullName(person));
  const letter: Letter = {
    date: fact('date', () => addDays('2026-01-05', random.int(0, 200))),
    to: [
      say('Office of Entry and Residence', 'Bureau de l’entrée et du séjour'),
      say('Case processing', 'Traitement des dossiers'),
    ],
    subject:
      fact('subject', () =>
        say('Further information on my application', 'Renseignements supplémentaires sur ma demande'),
      ) + `  ${fact('applicationNumber', () => '')}`,
    salutation: say('Dear officer,', 'Madame, Monsieur,'),
    body: [
      say(
        'I am writing with reference to your letter and enclose the documents that you asked for. I apologize for the delay, which is owed to the registry in my home town being closed for two weeks.',
        'Je fais suite à votre lettre et joins les documents demandés. Je vous prie d’excuser le retard, dû à la fermeture pendant deux semaines du registre de ma ville.',
      ),
      ...narrative(language, random, random.int(1, 3)),
      say(
        'Please add this letter to my file and let me know if anything further is required.',
        'Veuillez verser cette lettre à mon dossier et m’indiquer si autre chose est requis.',
      ),
    ],
    closing: say('Sincerely,', 'Sincères salutations,'),
    signer: { name: sender, role: '' },
    enclosures: say('Enclosures: as listed', 'Pièces jointes : selon la liste'),
  };
  return plan(context, { en: 'Correspondence', fr: 'Correspondance' }, letter, home(context));
}
