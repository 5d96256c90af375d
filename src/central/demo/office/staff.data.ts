import type { Actor } from '#shared/model/actor.ts';

interface StaffMember {
  readonly officerId: string;
  readonly name: string;
  readonly officeId: 'CPCO' | 'NRBI';
  readonly roles: Actor['roles'];
  readonly level: Actor['level'];
  readonly active: boolean;
  readonly french: boolean;
  /** One of the three people that the demo signs in as. */
  readonly demoRole: 'officer' | 'clerk' | 'supervisor' | null;
}

export const demoOffices = [
  { officeId: 'CPCO', name: { en: 'Case Processing Centre, Ottawa', fr: 'Centre de traitement des demandes, Ottawa' } },
  { officeId: 'NRBI', name: { en: 'Visa Office, Nairobi', fr: 'Bureau des visas, Nairobi' } },
] as const;

const officer = (
  officerId: string,
  name: string,
  officeId: StaffMember['officeId'],
  level: Actor['level'],
  more: Partial<Pick<StaffMember, 'active' | 'french' | 'demoRole'>> = {},
): StaffMember => ({
  officerId,
  name,
  officeId,
  roles: ['officer'],
  level,
  active: true,
  french: false,
  demoRole: null,
  ...more,
});

/** Twelve officers in two offices (one of them inactive, so that work cannot be moved there), and those around them. */
export const demoStaff: readonly StaffMember[] = [
  officer('MC12310', 'Maëlle Caron', 'CPCO', 2, { french: true, demoRole: 'officer' }),
  officer('SM10353', 'Simran Mahal', 'CPCO', 1),
  officer('TH04332', 'Thomas Hébert', 'CPCO', 3, { french: true }),
  officer('JD20418', 'Joanne Douglas', 'CPCO', 2),
  officer('AK31177', 'Amir Kazemi', 'CPCO', 1),
  officer('LB40962', 'Lise Beaulieu', 'CPCO', 1, { french: true }),
  officer('RW51280', 'Robert Whiteduck', 'CPCO', 2, { active: false }),
  officer('NO60544', 'Njeri Omondi', 'NRBI', 2),
  officer('PD71039', 'Pascal Desjardins', 'NRBI', 3, { french: true }),
  officer('EK82516', 'Esther Kamau', 'NRBI', 1),
  officer('GT91125', 'Gabriel Tremblay', 'NRBI', 1, { french: true }),
  officer('HW10774', 'Helen Wu', 'NRBI', 1),
  {
    ...officer('DP22095', 'Dominique Perreault', 'CPCO', 3),
    roles: ['supervisor'],
    french: true,
    demoRole: 'supervisor',
  },
  { ...officer('AO33408', 'Akinyi Ochieng', 'NRBI', 3), roles: ['supervisor'] },
  { ...officer('VC44871', 'Victor Castellanos', 'CPCO', 1), roles: ['clerk'], demoRole: 'clerk' },
  { ...officer('VN55260', 'Violet Nduta', 'NRBI', 1), roles: ['clerk'] },
];
