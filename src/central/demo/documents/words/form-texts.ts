/** Wording of the demo's own forms; nothing here is copied from a real one. */
export interface FormText {
  readonly en: string;
  readonly fr: string;
}

export const backgroundQuestions: readonly FormText[] = [
  {
    en: '1a  Within the past two years, have you or a family member had tuberculosis of the lungs or been in close contact with a person with tuberculosis?',
    fr: '1a  Au cours des deux dernières années, avez-vous, vous ou un membre de votre famille, eu la tuberculose pulmonaire ou été en contact étroit avec une personne atteinte?',
  },
  {
    en: '1b  Do you have any physical or mental disorder that would require social or health services, other than medication, during a stay?',
    fr: '1b  Avez-vous un trouble physique ou mental qui nécessiterait des services sociaux ou de santé, autres que des médicaments, durant un séjour?',
  },
  {
    en: '2  Have you ever remained beyond the validity of your status, attended school without authorization or worked without authorization?',
    fr: '2  Êtes-vous déjà resté après la fin de votre statut, avez-vous étudié ou travaillé sans autorisation?',
  },
  {
    en: '3  Have you ever committed, been arrested for, been charged with or convicted of any criminal offence in any country?',
    fr: '3  Avez-vous déjà commis une infraction criminelle dans un pays, été arrêté, accusé ou déclaré coupable?',
  },
  {
    en: '4  Did you serve in any military, militia or civil defence unit or in a security organization or police force?',
    fr: '4  Avez-vous servi dans une unité militaire, une milice ou une unité de protection civile, un service de sécurité ou une force policière?',
  },
  {
    en: '5  Have you ever witnessed or taken part in the ill treatment of prisoners or civilians?',
    fr: '5  Avez-vous déjà été témoin de mauvais traitements infligés à des prisonniers ou à des civils, ou y avez-vous participé?',
  },
];

export const declaration: FormText = {
  en: 'I declare that I have answered all questions in this application fully and truthfully. I understand that any false statement or concealment of a material fact may be grounds for refusal of my application, for my removal or for prosecution. I will immediately inform the office where I applied if any of the information in this form changes. I consent to the release to authorities of all records and information that any government authority, including police, judicial and state authorities in all countries in which I have lived, may possess on my behalf.',
  fr: 'Je déclare avoir répondu à toutes les questions de cette demande de façon complète et véridique. Je comprends que toute fausse déclaration ou dissimulation d’un fait important peut entraîner le refus de ma demande, mon renvoi ou des poursuites. J’informerai sans délai le bureau où j’ai présenté ma demande de tout changement aux renseignements fournis. Je consens à la communication aux autorités de tous les dossiers et renseignements que peut posséder à mon sujet toute autorité gouvernementale, y compris les autorités policières, judiciaires et étatiques de tous les pays où j’ai vécu.',
};

export const privacyNotice: FormText = {
  en: 'The information you provide on this form is collected to assess your application. It may be shared with other organizations in accordance with the law. You have the right to ask for access to your personal information and for its correction.',
  fr: 'Les renseignements fournis sont recueillis afin d’évaluer votre demande. Ils peuvent être communiqués à d’autres organismes conformément à la loi. Vous avez le droit de demander l’accès à vos renseignements personnels et leur correction.',
};

export const consentTexts: readonly FormText[] = [
  {
    en: 'The centre is run by a contractor. Its staff help with forms and take in applications, fees and biometrics. They take no part in the decision and may give no advice on it.',
    fr: 'Le centre est exploité par un entrepreneur. Son personnel aide à remplir les formulaires et reçoit les demandes, les frais et la biométrie. Il ne participe pas à la décision et ne peut donner aucun conseil à ce sujet.',
  },
  {
    en: 'Your information is kept encrypted, is sent to the office by a protected link and is deleted at the centre once receipt is confirmed, at the latest thirty days after transfer.',
    fr: 'Vos renseignements sont conservés sous forme chiffrée, transmis au bureau par une liaison protégée et supprimés au centre dès la confirmation de réception, au plus tard trente jours après le transfert.',
  },
  {
    en: 'You may withdraw this consent in writing at any time. The application can then not be taken in at the centre and will be returned to you with its fees, less the service charge.',
    fr: 'Vous pouvez retirer ce consentement par écrit en tout temps. La demande ne peut alors être reçue au centre et vous sera retournée avec les frais, moins les frais de service.',
  },
  {
    en: 'If documents on the checklist are missing, I was told so, and I ask that my application be sent without them. I understand that it may be refused for that reason.',
    fr: 'Si des documents de la liste manquent, on m’en a informé et je demande que ma demande soit transmise sans eux. Je comprends qu’elle peut être refusée pour cette raison.',
  },
];

export const appointment: FormText = {
  en: 'I authorize this person to represent me on the matters of this application and understand that the office will deal with my representative in my place. I may cancel this appointment in writing at any time.',
  fr: 'J’autorise cette personne à me représenter pour les questions liées à cette demande et je comprends que le bureau traitera avec mon représentant à ma place. Je peux annuler cette nomination par écrit en tout temps.',
};

export const medicalNotice: FormText = {
  en: 'Results are sent by the physician to the medical officer directly. This sheet proves only that the examination took place; it is valid for twelve months from its date.',
  fr: 'Les résultats sont transmis par le médecin directement au médecin agréé. Cette feuille prouve seulement que l’examen a eu lieu; elle est valide douze mois à compter de sa date.',
};
