import type { Random } from '../random.ts';

const sentences = {
  en: [
    'My family has lived in the same district for three generations and most of my relatives still live within an hour of our house.',
    'In the spring of that year the workshop where I was employed moved to another town and I took a position closer to home.',
    'The papers for the apartment are in the name of both of us, and the loan will be repaid in full by the end of next year.',
    'I kept copies of the receipts, which are numbered in the order in which the payments were made.',
    'We spoke by telephone nearly every day, and the records attached show the calls of the last eighteen months.',
    'The hospital confirmed the appointment in writing, but the letter reached me only after the date had passed.',
    'My supervisor at the time, who has since retired, is willing to confirm this in a separate statement.',
    'On the second visit the clerk at the counter explained that the seal had to be renewed before a copy could be issued.',
    'The road between the two towns was closed for most of that winter, so that letters took several weeks.',
    'I have never been refused entry to another country and have always left before my authorized stay came to an end.',
    'The savings come from the sale of a plot of land that I inherited from my grandfather; the deed is attached with its translation.',
    'After the wedding we stayed with my parents for four months while the apartment was being prepared.',
    'My brother runs the shop with two employees and looks after our mother, who does not travel any more.',
    'The course that I finished in 2019 is recognized by the professional order, as its letter of June 4 shows.',
    'Two of the three witnesses live abroad; their statements were taken at the consulate and bear its stamp.',
    'I would have sent this earlier, but the office that keeps the register opens only two mornings a week.',
    'There is a difference in the spelling of the name on the older document because it was copied by hand from another alphabet.',
    'The amount shown on page three was transferred in two parts because of the daily limit that the bank applies.',
    'At the time of the first application I did not yet have the result of the language examination.',
    'The school has kept the place until the start of the next term and has asked for an answer by the end of the month.',
  ],
  fr: [
    'Ma famille vit dans le même quartier depuis trois générations et la plupart de mes proches habitent à moins d’une heure de chez nous.',
    'Au printemps de cette année-là, l’atelier où je travaillais a déménagé et j’ai pris un poste plus près de la maison.',
    'Les papiers de l’appartement sont à nos deux noms et le prêt sera remboursé en entier à la fin de l’an prochain.',
    'J’ai conservé les reçus, qui sont numérotés dans l’ordre des paiements.',
    'Nous nous parlions au téléphone presque chaque jour et les relevés joints montrent les appels des dix-huit derniers mois.',
    'L’hôpital a confirmé le rendez-vous par écrit, mais la lettre ne m’est parvenue qu’après la date prévue.',
    'Mon superviseur de l’époque, aujourd’hui à la retraite, est prêt à le confirmer dans une déclaration distincte.',
    'Lors de la deuxième visite, le commis au comptoir a expliqué que le sceau devait être renouvelé avant la remise d’une copie.',
    'La route entre les deux villes a été fermée presque tout l’hiver, si bien que le courrier prenait plusieurs semaines.',
    'On ne m’a jamais refusé l’entrée dans un autre pays et je suis toujours parti avant la fin du séjour autorisé.',
    'Les économies proviennent de la vente d’un terrain hérité de mon grand-père; l’acte est joint avec sa traduction.',
    'Après le mariage, nous sommes restés quatre mois chez mes parents pendant que l’appartement était remis en état.',
    'Mon frère tient le magasin avec deux employés et s’occupe de notre mère, qui ne voyage plus.',
    'La formation terminée en 2019 est reconnue par l’ordre professionnel, comme l’indique sa lettre du 4 juin.',
    'Deux des trois témoins vivent à l’étranger; leurs déclarations ont été reçues au consulat et portent son cachet.',
    'J’aurais envoyé ceci plus tôt, mais le bureau qui tient le registre n’ouvre que deux matinées par semaine.',
    'L’orthographe du nom diffère sur l’ancien document parce qu’il a été recopié à la main depuis un autre alphabet.',
    'Le montant de la page trois a été transféré en deux parties à cause de la limite quotidienne de la banque.',
    'Au moment de la première demande, je n’avais pas encore le résultat de l’examen de langue.',
    'L’école garde la place jusqu’au début du prochain trimestre et demande une réponse avant la fin du mois.',
  ],
} as const;

const duties = {
  en: [
    'Prepares the monthly schedule of work with the two other members of the team.',
    'Keeps the records that the annual audit asks for and answers its questions.',
    'Instructs new employees during their first eight weeks.',
    'Visits clients of the region twice a year and reports on each visit within five days.',
    'Checks deliveries against the orders and settles differences with the suppliers.',
    'Replaces the head of the section in case of absence.',
    'Has taken part in the safety training required by law, last in November.',
    'Works forty hours a week in two shifts, with twenty-two days of annual leave.',
    'Proposes improvements of the procedure and follows them until they are in use.',
    'Draws up offers up to the amount set by the board.',
  ],
  fr: [
    'Prépare l’horaire mensuel de travail avec les deux autres membres de l’équipe.',
    'Tient les dossiers exigés par la vérification annuelle et répond à ses questions.',
    'Forme les nouveaux employés pendant leurs huit premières semaines.',
    'Visite les clients de la région deux fois par année et remet un rapport dans les cinq jours.',
    'Vérifie les livraisons selon les commandes et règle les écarts avec les fournisseurs.',
    'Remplace le chef de section en cas d’absence.',
    'A suivi la formation en sécurité exigée par la loi, en dernier lieu en novembre.',
    'Travaille quarante heures par semaine en deux quarts, avec vingt-deux jours de congé annuel.',
    'Propose des améliorations aux procédures et les suit jusqu’à leur mise en œuvre.',
    'Rédige des offres jusqu’au montant fixé par le conseil.',
  ],
} as const;

const terms = {
  en: [
    'Fees are due in two instalments, before the first day of each term.',
    'A place not confirmed in time is offered to the next candidate on the list.',
    'Students from abroad must show health insurance that covers the whole stay.',
    'Attendance is recorded; whoever misses more than a fifth of the classes may not sit the examination.',
    'Credit for earlier studies is decided by the department after it has seen the original records.',
    'A deferral to a later term can be asked for once, at least thirty days before classes begin.',
    'Residence rooms are given out by lot among those who apply before the end of May.',
    'The institution reports the enrolment of students from abroad twice a year, as the law requires.',
    'Laboratory coats and safety glasses are not included in the fees.',
    'The academic calendar published on the website prevails over the dates of this letter.',
  ],
  fr: [
    'Les droits sont payables en deux versements, avant le premier jour de chaque session.',
    'Une place non confirmée à temps est offerte au candidat suivant sur la liste.',
    'Les étudiants étrangers doivent présenter une assurance maladie couvrant tout le séjour.',
    'Les présences sont notées; quiconque manque plus d’un cinquième des cours ne peut se présenter à l’examen.',
    'La reconnaissance des études antérieures est décidée par le département après examen des originaux.',
    'Un report à une session ultérieure peut être demandé une fois, au moins trente jours avant le début des cours.',
    'Les chambres en résidence sont attribuées par tirage au sort parmi les demandes reçues avant la fin de mai.',
    'L’établissement déclare l’inscription des étudiants étrangers deux fois par année, comme la loi l’exige.',
    'Le sarrau et les lunettes de protection ne sont pas compris dans les droits.',
    'Le calendrier scolaire publié sur le site prévaut sur les dates de la présente lettre.',
  ],
} as const;

/** What an employer's letter goes on about. */
export function jobDuties(language: 'en' | 'fr', random: Random, paragraphs: number): string[] {
  return compose(duties[language], random, paragraphs);
}

/** What a school's letter goes on about. */
export function schoolTerms(language: 'en' | 'fr', random: Random, paragraphs: number): string[] {
  return compose(terms[language], random, paragraphs);
}

/** Paragraphs of plain testimony, for letters and declarations that have to fill their pages. */
export function narrative(language: 'en' | 'fr', random: Random, paragraphs: number): string[] {
  return compose(sentences[language], random, paragraphs);
}

/** Deals the sentences like cards, so that none comes twice before all have come once. */
function compose(choices: readonly string[], random: Random, paragraphs: number): string[] {
  let deck: string[] = [];
  const draw = (): string => {
    if (deck.length === 0) deck = [...choices];
    return deck.splice(random.int(0, deck.length - 1), 1)[0] ?? '';
  };
  return Array.from({ length: paragraphs }, () => Array.from({ length: random.int(4, 6) }, draw).join(' '));
}
