import type { OfficeId, OfficerId } from '#shared/model/ids.ts';
import type { ProgramId, ServiceStandard } from '#shared/model/programs/program.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import type { Random } from '../documents/random.ts';
import { createRandom } from '../documents/random.ts';
import type { CaseWish, Progress } from './case-plan.ts';

/** How many cases of each program an office of 240 has. */
const mix: readonly (readonly [ProgramId, number])[] = [
  ['visitor-visa', 68],
  ['study-permit', 56],
  ['work-permit', 26],
  ['spouse-or-partner', 20],
  ['express-entry', 18],
  ['citizenship-grant', 14],
  ['provincial-nominee', 10],
  ['protected-person', 9],
  ['eta-referral', 8],
  ['refugee-resettlement', 6],
  ['temporary-resident-permit', 5],
];

const officersOf: Readonly<Record<'CPCO' | 'NRBI', readonly string[]>> = {
  CPCO: ['MC12310', 'SM10353', 'MC12310', 'TH04332', 'JD20418', 'MC12310', 'AK31177', 'LB40962', 'RW51280'],
  NRBI: ['NO60544', 'PD71039', 'EK82516', 'GT91125', 'HW10774'],
};

function standardDays(standard: ServiceStandard | null): number {
  if (standard === null) return 120;
  const daysIn = { hours: 1 / 24, days: 1, months: 30.4 };
  return Math.max(3, standard.value * daysIn[standard.unit]);
}

/** The one that has waited longest of all: a visitor visa of the demo officer, so that the default order opens on it. */
const longestWaitDays = 431;

/** Ages spread around the standard: most within, a third beyond, a few far beyond (never as far as the longest). */
function ageOf(random: Random, program: ProgramId): number {
  const { outside, inside } = programFor(program).standard;
  const limit = standardDays(outside ?? inside);
  const share = random.next();
  const ratio = share < 0.62 ? random.range(0.1, 0.95) : share < 0.93 ? random.range(1, 1.6) : random.range(2, 3.6);
  return Math.max(2, Math.round(Math.min(limit * ratio, limit + longestWaitDays - 90)));
}

function progressOf(random: Random, program: ProgramId, held: boolean): Progress {
  if (!held) return 'received';
  const share = random.next();
  if (share < 0.06) return 'completeness';
  if (share < 0.14) return 'biometrics';
  if (share < 0.52) return 'assessing';
  if (share < 0.64) return 'awaiting';
  if (share < 0.74) return 'answered';
  if (share < 0.94) return 'ready';
  return programFor(program).decidable ? 'signed' : 'ready';
}

/** The wishes of a whole demo office, in a fixed order. `count` defaults to the 240 of the mix. */
export function demoWishes(seed: string, count = 240): readonly CaseWish[] {
  const random = createRandom(`${seed}/office`);
  const programs = mix.flatMap(([program, share]) =>
    Array.from({ length: Math.round((share * count) / 240) }, () => program),
  );
  let hugeGiven = false;
  let longestGiven = false;
  return programs.map((program, index): CaseWish => {
    const office = index % 12 < 7 ? 'CPCO' : 'NRBI';
    const officers = officersOf[office];
    const held = !random.chance(0.12);
    const holder = held ? random.pick(officers) : null;
    const hugeFile = program === 'spouse-or-partner' && holder === 'MC12310' && !hugeGiven;
    hugeGiven ||= hugeFile;
    const longest = program === 'visitor-visa' && holder === 'MC12310' && !longestGiven;
    longestGiven ||= longest;
    const family =
      program === 'spouse-or-partner' || program === 'eta-referral' ? 1 : random.pick([1, 1, 1, 1, 2, 3, 4]);
    return {
      seed: `${seed}/${index}`,
      program,
      office: office as string as OfficeId,
      holder: holder as OfficerId | null,
      progress: hugeFile || longest ? 'assessing' : progressOf(random, program, held),
      ageDays: longest ? longestWaitDays : ageOf(random, program),
      number: `${programFor(program).numberPrefix}${String(300_100_000 + index * 7_919 + random.int(0, 7_000))}`,
      hugeFile,
      familySize:
        program === 'visitor-visa' || program === 'study-permit' ? random.pick([1, 1, 1, 1, 1, 1, 2, 3]) : family,
    };
  });
}
