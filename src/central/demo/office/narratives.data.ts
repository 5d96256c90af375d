/**
 * What officers write on the demo office's files. Placeholders in braces are filled from the case: {name} {city}
 * {host} {hostCity} {employer} {amount} {school} {field} {days} {year} {relative} {sponsor}.
 */
export interface Narrative {
  readonly type: 'general' | 'eligibility' | 'admissibility' | 'interview' | 'fairness';
  readonly en: string;
  readonly fr: string;
  /** A passage of the text that is marked protected, as it stands in each language. */
  readonly protect?: {
    readonly en: string;
    readonly fr: string;
    readonly reason: 'third-party-information' | 'security-partner' | 'investigation' | 'personal-safety';
  };
}

export const visitNarratives: readonly Narrative[] = [
  {
    type: 'eligibility',
    en: 'Applicant seeks entry for {days} days to visit {relative} in {hostCity}. Employed at {employer} since {year}; leave letter on file names the same dates as the itinerary. Bank statements cover six months and show regular salary deposits; closing balance equals about {amount} CAD. One deposit in the last month is larger than the salary pattern: source not explained on the file.',
    fr: 'La personne demande à entrer au Canada pour {days} jours afin de rendre visite à {relative} à {hostCity}. Elle travaille chez {employer} depuis {year}; la lettre de congé porte les mêmes dates que l’itinéraire. Les relevés bancaires couvrent six mois et montrent des dépôts de salaire réguliers; le solde équivaut à environ {amount} $ CA. Un dépôt du dernier mois dépasse le salaire habituel : la provenance n’est pas expliquée au dossier.',
  },
  {
    type: 'eligibility',
    en: 'Invitation from {host} read with the host’s notice of assessment: income supports the visit as described. Return flight held but not paid. Passport shows entries to two other countries with timely exits, stamps legible on pages 6 and 9 of the scan.',
    fr: 'L’invitation de {host} a été lue avec l’avis de cotisation de l’hôte : le revenu permet la visite décrite. Vol de retour réservé, non payé. Le passeport montre des entrées dans deux autres pays avec des sorties dans les délais; les timbres sont lisibles aux pages 6 et 9 de la numérisation.',
    protect: {
      en: 'read with the host’s notice of assessment: income supports the visit as described',
      fr: 'lue avec l’avis de cotisation de l’hôte : le revenu permet la visite décrite',
      reason: 'third-party-information',
    },
  },
  {
    type: 'general',
    en: 'Scan of the employment letter is cut at the right edge; the signature block cannot be read. Asked the VAC in {city} for a new scan rather than for a new letter.',
    fr: 'La numérisation de la lettre d’emploi est coupée à droite; le bloc de signature est illisible. Une nouvelle numérisation a été demandée au CRDV de {city}, et non une nouvelle lettre.',
  },
  {
    type: 'interview',
    en: 'Phone interview, {days} minutes, in English, no interpreter. Applicant described the purpose of the trip without hesitation, knew the host’s address and work, and explained the recent deposit as the sale of a motorcycle; says the sale agreement can be sent. No concern put that needs a letter.',
    fr: 'Entrevue téléphonique de {days} minutes, en français, sans interprète. La personne a expliqué le but du voyage sans hésiter, connaissait l’adresse et le travail de l’hôte, et attribue le dépôt récent à la vente d’une motocyclette; elle dit pouvoir envoyer l’acte de vente. Aucune préoccupation exigeant une lettre.',
  },
];

export const studyNarratives: readonly Narrative[] = [
  {
    type: 'eligibility',
    en: 'Letter of acceptance from {school} ({field}) checked: designated institution, start date still ahead, tuition for the first term paid according to the receipt. Provincial attestation on file and names the same program. Study plan links the program to work done since {year} in {city}.',
    fr: 'Lettre d’acceptation de {school} ({field}) vérifiée : établissement désigné, date de début à venir, droits du premier trimestre payés selon le reçu. L’attestation provinciale est au dossier et vise le même programme. Le plan d’études relie le programme au travail exercé depuis {year} à {city}.',
  },
  {
    type: 'eligibility',
    en: 'Funds: {amount} CAD in a certificate of deposit held by the applicant’s {sponsor}, who signs the declaration of support. Relationship shown by the birth certificate. Withdrawals before maturity need bank consent: asked whether a liquid account exists.',
    fr: 'Fonds : {amount} $ CA dans un certificat de dépôt au nom {sponsor}, qui signe la déclaration de soutien. Le lien est établi par l’acte de naissance. Tout retrait avant l’échéance exige l’accord de la banque : on a demandé s’il existe un compte accessible.',
    protect: {
      en: 'held by the applicant’s {sponsor}, who signs the declaration of support',
      fr: 'au nom {sponsor}, qui signe la déclaration de soutien',
      reason: 'third-party-information',
    },
  },
  {
    type: 'general',
    en: 'Transcript is in two parts, the second scanned upside down; rotated for reading. Marks fall in the last two terms; the study plan gives an illness in the family as the cause and a letter supports it.',
    fr: 'Le relevé de notes est en deux parties, la seconde numérisée à l’envers; page tournée pour la lecture. Les notes baissent aux deux derniers trimestres; le plan d’études l’attribue à une maladie dans la famille, ce qu’une lettre appuie.',
  },
];

export const residenceNarratives: readonly Narrative[] = [
  {
    type: 'eligibility',
    en: 'Forms dated within ninety days of receipt. Police certificate covers {city} and the two years spent elsewhere. Relationship evidence runs from {year} without a gap longer than two months; photographs bear dates and the sponsor’s lease names both.',
    fr: 'Formulaires datés de moins de quatre-vingt-dix jours avant la réception. Le certificat de police couvre {city} et les deux années passées ailleurs. Les preuves de relation vont de {year} à aujourd’hui sans interruption de plus de deux mois; les photographies sont datées et le bail du répondant porte les deux noms.',
  },
  {
    type: 'admissibility',
    en: 'Criminality: certificate clear, fingerprints returned without a record. Security request sent; the partner’s reply is awaited. No indication on the file that calls for a comprehensive check.',
    fr: 'Criminalité : certificat vierge, empreintes revenues sans dossier. Demande de filtrage de sécurité envoyée; réponse du partenaire attendue. Rien au dossier n’appelle une vérification approfondie.',
    protect: {
      en: 'Security request sent; the partner’s reply is awaited.',
      fr: 'Demande de filtrage de sécurité envoyée; réponse du partenaire attendue.',
      reason: 'security-partner',
    },
  },
  {
    type: 'general',
    en: 'Translation of the marriage certificate gives the groom’s family name in another spelling than the passport. Both spellings appear in the original; a statutory declaration explains. No further document needed.',
    fr: 'La traduction du certificat de mariage donne au nom de famille du marié une autre graphie que le passeport. Les deux graphies figurent sur l’original; une déclaration solennelle l’explique. Aucun autre document requis.',
  },
];

export const protectionNarratives: readonly Narrative[] = [
  {
    type: 'general',
    en: 'Basis of claim received complete with the narrative in the language of the interview and a certified translation. Applicant asks that correspondence go only to counsel’s address.',
    fr: 'Fondement de la demande reçu complet, avec le récit et une traduction certifiée. La personne demande que la correspondance soit envoyée uniquement à l’adresse du conseil.',
    protect: {
      en: 'Applicant asks that correspondence go only to counsel’s address.',
      fr: 'La personne demande que la correspondance soit envoyée uniquement à l’adresse du conseil.',
      reason: 'personal-safety',
    },
  },
  {
    type: 'admissibility',
    en: 'Identity: national card and birth certificate agree; passport expired in {year} and was last seen by the police of {city}. Fingerprints match the earlier record under the same name.',
    fr: 'Identité : la carte nationale et l’acte de naissance concordent; le passeport a expiré en {year} et a été vu pour la dernière fois par la police de {city}. Les empreintes correspondent au dossier antérieur au même nom.',
  },
];

export const citizenshipNarratives: readonly Narrative[] = [
  {
    type: 'eligibility',
    en: 'Physical presence calculated at 1,163 days from the passport stamps and the entry history; the form declares 1,171. The difference is two trips of four days missing from the form and does not change the result.',
    fr: 'Présence effective calculée à 1 163 jours d’après les timbres du passeport et l’historique des entrées; le formulaire en déclare 1 171. L’écart tient à deux voyages de quatre jours absents du formulaire et ne change pas le résultat.',
  },
  {
    type: 'general',
    en: 'Knowledge test written, 17 of 20. Language shown by the college transcript. Prohibitions form answered no throughout and dated again at the interview.',
    fr: 'Examen de connaissances réussi, 17 sur 20. Compétence linguistique établie par le relevé du collège. Formulaire des interdictions : non à toutes les questions, daté de nouveau à l’entrevue.',
  },
];

export const fairnessNarrative: Narrative = {
  type: 'fairness',
  en: 'Concern that the applicant could not know: the employer’s registry entry shows {employer} dissolved in {year}, while the letter is dated this year. Fairness letter sent with thirty days to answer; nothing decided until then.',
  fr: 'Préoccupation que la personne ne pouvait connaître : selon le registre, {employer} a été dissoute en {year}, alors que la lettre est datée de cette année. Lettre d’équité procédurale envoyée, trente jours pour répondre; aucune décision d’ici là.',
  protect: {
    en: 'the employer’s registry entry shows {employer} dissolved in {year}',
    fr: 'selon le registre, {employer} a été dissoute en {year}',
    reason: 'investigation',
  },
};

export const hosts = [
  'Angela Romero',
  'Jean-Marc Pelletier',
  'Ravneet Dhillon',
  'Oluchi Obi',
  'Marguerite Lavoie',
  'Samir Khalil',
  'Linh Pham',
  'Deborah MacLeod',
] as const;
/** Who keeps the funds; in French with its article, after "au nom". */
export const sponsors = {
  en: ['father', 'mother', 'brother', 'sister'],
  fr: ['du père', 'de la mère', 'du frère', 'de la sœur'],
} as const;

export const relatives = {
  en: [
    'a sister',
    'a brother',
    'a daughter',
    'an aunt',
    'a cousin',
    'a son and grandchildren',
    'friends from university',
  ],
  fr: [
    'sa sœur',
    'son frère',
    'une fille',
    'une tante',
    'un cousin',
    'un fils et ses enfants',
    'des amis d’université',
  ],
} as const;
export const hostCities = [
  'Brampton',
  'Laval',
  'Surrey',
  'Moncton',
  'Winnipeg',
  'Gatineau',
  'Halifax',
  'Saskatoon',
] as const;
export const employers = [
  'Sahara Logistics',
  'Clinique du Fleuve',
  'Blue Harbour Textiles',
  'Nova Instruments',
  'Amani Teachers’ Cooperative',
  'Grupo Andino',
  'Lotus Software',
  'Atelier Bâtir',
] as const;
export const schools = [
  'Chaudière Polytechnic',
  'Collège de la Rive-Sud',
  'Fraser Delta College',
  'Red River Institute of Design',
  'Université des Laurentides',
  'Fundy University',
] as const;
export const fields = {
  en: [
    'Supply Chain Management',
    'Early Childhood Education',
    'Computer Systems Technology',
    'Master of Public Health',
    'Welding Engineering',
    'Hotel Management',
  ],
  fr: [
    'gestion de la chaîne d’approvisionnement',
    'éducation à l’enfance',
    'techniques de l’informatique',
    'maîtrise en santé publique',
    'génie du soudage',
    'gestion hôtelière',
  ],
} as const;
