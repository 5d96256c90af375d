import type { CommandPayload } from '#shared/model/command.ts';
import type { Random } from '../documents/random.ts';
import { createRandom } from '../documents/random.ts';
import type { CasePlan } from './case-plan.ts';
import type { Narrative } from './narratives.data.ts';
import * as told from './narratives.data.ts';

function narrativesFor(plan: CasePlan): readonly Narrative[] {
  switch (plan.application.program) {
    case 'visitor-visa':
    case 'eta-referral':
    case 'temporary-resident-permit':
      return told.visitNarratives;
    case 'study-permit':
      return told.studyNarratives;
    case 'work-permit':
      return [...told.visitNarratives.slice(0, 1), ...told.visitNarratives.slice(2)];
    case 'express-entry':
    case 'spouse-or-partner':
    case 'provincial-nominee':
      return told.residenceNarratives;
    case 'protected-person':
    case 'refugee-resettlement':
      return told.protectionNarratives;
    case 'citizenship-grant':
      return told.citizenshipNarratives;
  }
}

/** The notes of a case, in the language that its officer writes: text, type and protected passages, without ids. */
export function notesFor(plan: CasePlan, random: Random): readonly Omit<CommandPayload<'note.add'>, 'noteId'>[] {
  const language = plan.application.correspondenceLanguage;
  const pool = narrativesFor(plan);
  const count = random.int(1, Math.min(3, pool.length));
  const start = random.int(0, pool.length - 1);
  const chosen = Array.from({ length: count }, (_, index) => pool[(start + index) % pool.length]).filter(
    (each) => each !== undefined,
  );
  if (plan.progress === 'awaiting' && random.chance(0.35)) chosen.push(told.fairnessNarrative);
  const words: Readonly<Record<string, string>> = {
    name: plan.applicants[0]?.record.familyName ?? '',
    city: plan.applicants[0]?.paper.birthPlace ?? '',
    host: random.pick(told.hosts),
    hostCity: plan.application.destination,
    employer: random.pick(told.employers),
    amount: (random.int(40, 420) * 100).toLocaleString(language === 'fr' ? 'fr-CA' : 'en-CA'),
    school: random.pick(told.schools),
    field: random.pick(told.fields[language]),
    days: String(random.int(12, 60)),
    year: String(Number(plan.receivedOn.slice(0, 4)) - random.int(2, 9)),
    relative: random.pick(told.relatives[language]),
    sponsor: createRandom(`${plan.seed}/sponsor`).pick(told.sponsors[language]),
  };
  const fill = (text: string): string => text.replace(/\{(\w+)\}/gu, (whole, key: string) => words[key] ?? whole);
  return chosen.map((narrative) => {
    const text = fill(narrative[language]);
    const passage = narrative.protect === undefined ? '' : fill(narrative.protect[language]);
    const start = passage === '' ? -1 : text.indexOf(passage);
    const reason = narrative.protect?.reason ?? 'third-party-information';
    const protectedPassages = start < 0 ? [] : [{ start, end: start + passage.length, reason }];
    return { type: narrative.type, text, protectedPassages };
  });
}
