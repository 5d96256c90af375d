import type { Day } from '../ids.ts';
import type { Program } from '../programs/program.ts';
import { addYears, ageInYears } from './calendar.ts';

/** Enrolment is valid ten years for temporary residence: "1 in 10" [BIO]. */
const biometricsValidYears = 10;
/** From this day each application for permanent residence needs an enrolment of its own [AKM]. */
const permanentEnrolmentSince = '2023-06-14' as Day;
/** Under 14 and over 79 are exempt [LEGALC]. */
const biometricsAges = { from: 14, to: 79 } as const;

export interface BiometricsFacts {
  readonly line: Program['line'];
  readonly birthDate: Day | null;
  readonly enrolledOn: Day | null;
  readonly receivedOn: Day;
  readonly today: Day;
}

export type BiometricsState =
  | { readonly state: 'exempt'; readonly because: 'age' | 'program' }
  | { readonly state: 'valid'; readonly until: Day | null }
  | { readonly state: 'expired'; readonly since: Day }
  | { readonly state: 'new-enrolment-needed' }
  | { readonly state: 'not-enrolled' };

/** The upper age does not exempt a claimant of refugee protection (general knowledge of the public text of R12.2). */
function isExemptByAge({ line, birthDate, receivedOn }: BiometricsFacts): boolean {
  if (birthDate === null) return false;
  const age = ageInYears(birthDate, receivedOn);
  return age < biometricsAges.from || (age > biometricsAges.to && line !== 'asylum');
}

/**
 * Whether the biometrics on file can be used. Age counts on the day that the application was received; the last day of
 * validity is still valid. Citizenship applicants need none [LEGALC].
 */
export function biometricsState(facts: BiometricsFacts): BiometricsState {
  const { line, enrolledOn, receivedOn, today } = facts;
  if (line === 'citizenship') return { state: 'exempt', because: 'program' };
  if (isExemptByAge(facts)) return { state: 'exempt', because: 'age' };
  if (enrolledOn === null) return { state: 'not-enrolled' };
  const permanent = line === 'permanent-residence' || line === 'resettlement';
  if (permanent && receivedOn >= permanentEnrolmentSince) {
    return enrolledOn >= receivedOn ? { state: 'valid', until: null } : { state: 'new-enrolment-needed' };
  }
  const until = addYears(enrolledOn, biometricsValidYears);
  return today <= until ? { state: 'valid', until } : { state: 'expired', since: until };
}
