import type { Applicant } from '#shared/model/case-state.ts';
import { addDays } from '#shared/model/dates/calendar.ts';
import type { ApplicantId, Day } from '#shared/model/ids.ts';
import type { DemoPerson } from '../documents/document-request.ts';
import type { Random } from '../documents/random.ts';
import type { DemoCountry } from './countries.data.ts';
import { seededUuid } from './seeded.ts';

/** An applicant with what only papers show. */
export interface DemoApplicant {
  readonly record: Applicant;
  readonly paper: DemoPerson;
}

function uci(random: Random): string {
  const digits = (count: number): string => Array.from({ length: count }, () => random.int(0, 9)).join('');
  return random.chance(0.3) ? `${random.int(1, 9)}${digits(3)}-${digits(4)}` : `11-${digits(4)}-${digits(4)}`;
}

function passport(random: Random, today: Day): { number: string; issued: Day; expires: Day } {
  const issued = addDays(today, -random.int(200, 2600));
  const letters = 'ABCDEFGHJKLMNPRSTUVWXYZ';
  const number = `${random.pick([...letters])}${random.pick([...letters])}${random.int(1000000, 9999999)}`;
  return { number, issued, expires: addDays(issued, 3652) };
}

interface Role {
  readonly relationship: Applicant['relationship'];
  readonly sex: 'F' | 'M';
  readonly ageYears: number;
  readonly familyName: string;
  readonly accompanying: boolean;
  /** Names that the family has given already. */
  readonly taken?: readonly string[];
}

/** One person of an application, with papers in order for the `permanent` or the temporary stream. */
export function makeApplicant(random: Random, country: DemoCountry, role: Role, today: Day): DemoApplicant {
  const { sex, familyName } = role;
  const offered = (sex === 'F' ? country.female : country.male).filter((name) => role.taken?.includes(name) !== true);
  const givenNames = random.pick(offered);
  const birthDate = addDays(today, -Math.round(role.ageYears * 365.25) - random.int(0, 360));
  const travel = passport(random, today);
  const city = random.pick(country.cities);
  const record: Applicant = {
    id: seededUuid(random) as ApplicantId,
    relationship: role.relationship,
    familyName,
    givenNames,
    birthDate,
    citizenship: country.code,
    countryOfResidence: country.code,
    sex,
    uci: uci(random),
    passport: travel,
    biometricsEnrolled: role.ageYears < 14 ? null : addDays(today, -random.int(20, 700)),
    medicalExamined: random.chance(0.5) ? addDays(today, -random.int(15, 420)) : null,
    accompanying: role.accompanying,
  };
  const paper: DemoPerson = {
    familyName,
    givenNames,
    birthDate,
    birthPlace: city,
    sex,
    citizenship: country.code,
    passportNumber: travel.number,
    passportIssued: travel.issued,
    passportExpires: travel.expires,
    address: `${random.int(2, 240)} ${country.street}, ${city}, ${country.code}`,
  };
  return { record, paper };
}

/** The principal and, for some programs, the family that travels or is listed with them. */
export function makeFamily(random: Random, country: DemoCountry, size: number, today: Day): readonly DemoApplicant[] {
  const familyName = random.pick(country.family);
  const sex = random.pick(['F', 'M'] as const);
  const ageYears = random.int(size > 1 ? 27 : 18, size > 1 ? 46 : 66);
  const person = (role: Role): DemoApplicant => makeApplicant(random, country, role, today);
  const family = [person({ relationship: 'principal', sex, ageYears, familyName, accompanying: true })];
  if (size > 1) {
    family.push(
      person({
        relationship: 'spouse',
        sex: sex === 'F' ? 'M' : 'F',
        ageYears: ageYears + random.int(-4, 4),
        familyName: random.chance(0.5) ? familyName : random.pick(country.family),
        accompanying: random.chance(0.8),
      }),
    );
  }
  for (let child = 2; child < size; child++) {
    const childAge = random.int(1, Math.max(2, ageYears - 24));
    family.push(
      person({
        relationship: 'child',
        sex: random.pick(['F', 'M'] as const),
        ageYears: childAge,
        familyName,
        accompanying: true,
        taken: family.map((each) => each.record.givenNames),
      }),
    );
  }
  return family;
}
