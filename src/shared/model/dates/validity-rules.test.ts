import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '../ids.ts';
import { programFor } from '../programs/registry.ts';
import { biometricsState } from './biometrics.ts';
import { addDays, addMonths, addYears } from './calendar.ts';
import { clearanceState } from './clearance.ts';
import { formAge } from './form-age.ts';
import { reviewDeadline, reviewPeriodDays } from './judicial-review.ts';
import { medicalState } from './medical.ts';
import { defaultValidityEnd, validityEnd } from './validity.ts';

const day = (text: string): Day => text as Day;
const someDay = fc.nat(15_000).map((offset) => addDays(day('2000-01-01'), offset));

describe('biometrics', () => {
  const visitor = {
    line: 'temporary-residence',
    birthDate: day('1990-06-01'),
    enrolledOn: day('2016-11-23'),
    receivedOn: day('2026-11-01'),
    today: day('2026-11-23'),
  } as const;

  it('are valid ten years from enrolment for temporary residence, the last day included', () => {
    expect(biometricsState(visitor)).toEqual({ state: 'valid', until: '2026-11-23' });
    expect(biometricsState({ ...visitor, today: day('2026-11-24') })).toEqual({
      state: 'expired',
      since: '2026-11-23',
    });
    expect(biometricsState({ ...visitor, enrolledOn: null })).toEqual({ state: 'not-enrolled' });
  });

  it('need a new enrolment with each application for permanent residence since 2023-06-14', () => {
    const spouse = { ...visitor, line: 'permanent-residence' } as const;
    expect(biometricsState({ ...spouse, enrolledOn: day('2026-10-31') })).toEqual({ state: 'new-enrolment-needed' });
    expect(biometricsState({ ...spouse, enrolledOn: day('2026-11-10') })).toEqual({ state: 'valid', until: null });
    expect(
      biometricsState({
        ...spouse,
        enrolledOn: day('2020-01-01'),
        receivedOn: day('2023-06-13'),
        today: day('2024-01-01'),
      }),
    ).toEqual({ state: 'valid', until: '2030-01-01' });
  });

  it('are not asked of those under 14 and over 79 when the application was received', () => {
    const born = (birthDate: string) => biometricsState({ ...visitor, birthDate: day(birthDate), enrolledOn: null });
    expect(born('2012-11-02').state).toBe('exempt');
    expect(born('2012-11-01').state).toBe('not-enrolled');
    expect(born('1946-11-01').state).toBe('exempt');
    expect(born('1946-11-02').state).toBe('not-enrolled');
    expect(biometricsState({ ...visitor, birthDate: null, enrolledOn: null }).state).toBe('not-enrolled');
  });

  it('are asked of an older claimant of refugee protection, and of no citizenship applicant', () => {
    const old = { ...visitor, birthDate: day('1930-01-01'), enrolledOn: null };
    expect(biometricsState({ ...old, line: 'asylum' }).state).toBe('not-enrolled');
    expect(biometricsState({ ...old, line: 'citizenship' })).toEqual({ state: 'exempt', because: 'program' });
  });
});

describe('a medical exam', () => {
  const exam = { examinedOn: day('2025-11-23'), applyingFrom: 'outside', today: day('2026-11-23') } as const;

  it('is valid twelve months, the last day included', () => {
    expect(medicalState(exam)).toEqual({ state: 'valid', until: '2026-11-23' });
    expect(medicalState({ ...exam, today: day('2026-11-24') })).toEqual({ state: 'expired', since: '2026-11-23' });
    expect(medicalState({ ...exam, examinedOn: null })).toEqual({ state: 'not-examined' });
  });

  it('of the last five years may be used again in Canada, until the policy ends', () => {
    const inside = { ...exam, applyingFrom: 'inside' } as const;
    expect(medicalState({ ...inside, examinedOn: day('2022-01-10') })).toEqual({
      state: 'reusable',
      until: '2027-01-10',
    });
    expect(medicalState({ ...inside, today: day('2027-01-01') })).toEqual({ state: 'reusable', until: '2029-10-05' });
    expect(medicalState({ ...inside, today: day('2029-10-06') })).toEqual({ state: 'expired', since: '2029-10-05' });
    expect(medicalState({ ...inside, examinedOn: day('2021-11-22') }).state).toBe('expired');
    expect(medicalState({ ...inside, examinedOn: day('2029-06-01'), today: day('2030-06-02') })).toEqual({
      state: 'expired',
      since: '2030-06-01',
    });
  });

  it('never becomes usable again as time passes', () => {
    const usable = (state: string): boolean => state === 'valid' || state === 'reusable';
    fc.assert(
      fc.property(
        someDay,
        fc.nat(4000),
        fc.nat(4000),
        fc.constantFrom('inside', 'outside'),
        (examinedOn, age, later, from) => {
          const today = addDays(examinedOn, age);
          const now = medicalState({ examinedOn, applyingFrom: from, today });
          const then = medicalState({ examinedOn, applyingFrom: from, today: addDays(today, later) });
          if (!usable(now.state)) expect(usable(then.state)).toBe(false);
        },
      ),
    );
  });
});

describe('a clearance', () => {
  it('holds one year, and four for security, unless the setting says otherwise', () => {
    expect(clearanceState('criminality', day('2025-11-23'), day('2026-11-23'))).toEqual({
      until: '2026-11-23',
      valid: true,
    });
    expect(clearanceState('immigration', day('2025-11-22'), day('2026-11-23')).valid).toBe(false);
    expect(clearanceState('security', day('2022-11-23'), day('2026-11-23')).valid).toBe(true);
    const shorter = { immigration: 6, criminality: 6, security: 24 };
    expect(clearanceState('security', day('2022-11-23'), day('2026-11-23'), shorter).until).toBe('2024-11-23');
  });
});

describe('the time to ask for judicial review', () => {
  it('is 15 days for a decision made in Canada, 60 outside, 30 in citizenship', () => {
    expect(reviewPeriodDays('temporary-residence', 'inside')).toBe(15);
    expect(reviewPeriodDays('permanent-residence', 'outside')).toBe(60);
    expect(reviewPeriodDays('citizenship', 'inside')).toBe(30);
    expect(reviewDeadline('temporary-residence', 'inside', day('2026-11-23'))).toBe('2026-12-08');
    expect(reviewDeadline('temporary-residence', 'outside', day('2026-11-23'))).toBe('2027-01-22');
  });
});

describe('the age of a form', () => {
  it('is too much after 90 days from signature', () => {
    expect(formAge(day('2026-08-25'), day('2026-11-23'))).toEqual({ ageDays: 90, tooOld: false, signedLater: false });
    expect(formAge(day('2026-08-24'), day('2026-11-23')).tooOld).toBe(true);
    expect(formAge(day('2026-08-24'), day('2026-11-23'), 120).tooOld).toBe(false);
  });

  it('shows a signature later than the receipt', () => {
    expect(formAge(day('2026-11-24'), day('2026-11-23'))).toEqual({ ageDays: 0, tooOld: false, signedLater: true });
  });
});

describe('the end of validity', () => {
  const visa = programFor('visitor-visa').validity;
  const permit = programFor('temporary-resident-permit').validity;

  it('stops at the passport, where the document may not outlive it', () => {
    if (visa === null) throw new Error('a visitor visa has a validity');
    expect(validityEnd(visa, day('2026-11-23'), 12, day('2027-03-01'))).toEqual({
      until: '2027-03-01',
      limitedBy: 'passport',
    });
    expect(validityEnd(visa, day('2026-11-23'), 12, day('2031-03-01'))).toEqual({
      until: '2027-11-23',
      limitedBy: 'period',
    });
    expect(validityEnd(visa, day('2026-11-23'), 12, null)).toBeNull();
    expect(validityEnd(visa, day('2026-11-23'), 12, day('2026-11-23'))).toBeNull();
  });

  it('needs no passport where the document may outlive it', () => {
    if (permit === null) throw new Error('a permit has a validity');
    expect(defaultValidityEnd(permit, day('2026-11-23'), null)).toEqual({ until: '2027-11-23', limitedBy: 'period' });
  });

  it('is never past the maximum nor past the passport', () => {
    if (visa === null) throw new Error('a visitor visa has a validity');
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 400 }), fc.nat(8000), (from, months, passportDays) => {
        const passport = addDays(from, passportDays);
        const end = validityEnd(visa, from, months, passport);
        if (end === null) expect(passportDays).toBe(0);
        else {
          expect(end.until <= passport).toBe(true);
          expect(end.until <= addMonths(from, visa.maximumMonths)).toBe(true);
          expect(end.until <= addYears(from, 10)).toBe(true);
          expect(end.until > from).toBe(true);
        }
      }),
    );
  });
});
