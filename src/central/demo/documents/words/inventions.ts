import type { Random } from '../random.ts';

// Names of places that do not exist, for what a request's facts leave open.

export const institutions = {
  en: [
    'Lakeshore College of Applied Arts',
    'Cedar Valley University',
    'Northgate Polytechnic',
    'Harbour City College',
    'Maple Ridge Institute of Technology',
    'Prairie Sky University',
    'St. Brendan College',
    'Granite Bay University',
  ],
  fr: [
    'Collège du Grand-Fleuve',
    'Université des Laurentides-Nord',
    'Institut polytechnique de Rivière-Claire',
    'Cégep de la Baie-Bleue',
    'École supérieure de Port-Alma',
    'Université de la Côte-Sud',
  ],
} as const;

export const studyPrograms = {
  en: [
    'Diploma in Business Administration',
    'Bachelor of Computer Science',
    'Graduate Certificate in Project Management',
    'Master of Engineering (Civil)',
    'Diploma in Early Childhood Education',
    'Bachelor of Nursing',
    'Diploma in Culinary Management',
    'Master of Public Health',
  ],
  fr: [
    'Diplôme d’études collégiales en techniques administratives',
    'Baccalauréat en informatique',
    'Certificat en gestion de projet',
    'Maîtrise en génie civil',
    'Techniques d’éducation à l’enfance',
    'Baccalauréat en sciences infirmières',
    'Attestation en cuisine professionnelle',
  ],
} as const;

export const employers = [
  'Orient Star Trading Ltd.',
  'Meridian Textiles',
  'Blue Delta Logistics',
  'Sunrise Agro Export',
  'Kestrel Software Pvt. Ltd.',
  'Groupe Baobab S.A.',
  'Andina Minerals S.A.C.',
  'Atlas Construction & Génie',
  'Golden Palm Hotels',
  'Nova Clinic',
  'Northern Light Foods Inc.',
  'Les Toitures Beaulac inc.',
] as const;

export const positions = {
  en: [
    'Senior Accountant',
    'Software Developer',
    'Registered Nurse',
    'Sales Manager',
    'Civil Engineer',
    'Secondary School Teacher',
    'Logistics Coordinator',
    'Electrician',
    'Restaurant Supervisor',
    'Marketing Officer',
  ],
  fr: [
    'Comptable principal',
    'Développeuse de logiciels',
    'Infirmier autorisé',
    'Directrice des ventes',
    'Ingénieur civil',
    'Enseignante au secondaire',
    'Coordonnateur logistique',
    'Électricien',
    'Superviseure de restaurant',
    'Agente de marketing',
  ],
} as const;

export const banks = [
  'First Meridian Bank',
  'Banque du Levant-Ouest',
  'People’s Harbour Bank',
  'Eastern Crescent Bank',
  'Crédit Savane',
  'Continental Savings Bank',
  'Banco Altiplano',
  'Silk Road Commercial Bank',
] as const;

const canadianTowns = [
  'Ottawa ON',
  'Mississauga ON',
  'Brampton ON',
  'Montréal QC',
  'Gatineau QC',
  'Calgary AB',
  'Surrey BC',
  'Winnipeg MB',
  'Halifax NS',
  'Moncton NB',
] as const;

const streets = [
  'Birch Street',
  'rue des Érables',
  'Queen Street',
  'avenue du Parc',
  'Lakeview Drive',
  'King Road',
  'rue Principale',
  'Sunset Crescent',
] as const;

export const hostNames = [
  'Amelia Fraser',
  'Jean-Luc Tremblay',
  'Priya Raman',
  'Oluwaseun Adeyemi',
  'Marie-Ève Gagnon',
  'Daniel Kowalski',
  'Fatima Haddad',
  'Carlos Mendoza',
  'Linh Pham',
  'Sophie Bouchard',
] as const;

export function canadianAddress(random: Random): string {
  const letter = (): string => random.pick([...'ABCEGHJKLMNPRSTVXY']);
  const code = `${letter()}${random.int(1, 9)}${letter()} ${random.int(1, 9)}${letter()}${random.int(1, 9)}`;
  return `${random.int(3, 4200)} ${random.pick(streets)}, ${random.pick(canadianTowns)}  ${code}`;
}

export function phoneNumber(random: Random): string {
  // 555-01xx is kept free for fiction.
  return `${random.pick(['613', '416', '514', '604', '403'])}-555-01${random.int(10, 99)}`;
}
