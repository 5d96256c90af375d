import { citizenshipGrant } from './citizenship-grant.ts';
import { etaReferral } from './eta-referral.ts';
import { expressEntry } from './express-entry.ts';
import type { ChecklistItem, Ground, Program, ProgramId } from './program.ts';
import { protectedPerson } from './protected-person.ts';
import { provincialNominee } from './provincial-nominee.ts';
import { refugeeResettlement } from './refugee-resettlement.ts';
import { spouseOrPartner } from './spouse-or-partner.ts';
import { studyPermit } from './study-permit.ts';
import { temporaryResidentPermit } from './temporary-resident-permit.ts';
import { visitorVisa } from './visitor-visa.ts';
import { workPermit } from './work-permit.ts';

/**
 * Every program of the release. A new program is a data file, its id in program.ts, and a line here. Of the number
 * prefixes V, S, W, E, F and EP are sourced [GCMSN-UCI], C and G general knowledge, H, P and R our own until known.
 */
export const programs: Readonly<Record<ProgramId, Program>> = {
  'visitor-visa': visitorVisa,
  'study-permit': studyPermit,
  'work-permit': workPermit,
  'eta-referral': etaReferral,
  'express-entry': expressEntry,
  'spouse-or-partner': spouseOrPartner,
  'provincial-nominee': provincialNominee,
  'protected-person': protectedPerson,
  'refugee-resettlement': refugeeResettlement,
  'citizenship-grant': citizenshipGrant,
  'temporary-resident-permit': temporaryResidentPermit,
};

export function programFor(id: ProgramId): Program {
  return programs[id];
}

/** The ground of a program by its id, or undefined where the program has none such. */
export function groundFor(program: Program, groundId: string): Ground | undefined {
  return program.grounds.find((ground) => ground.id === groundId);
}

/** A ground by its id, whichever program has it: where only the id is kept. */
export function groundNamed(groundId: string): Ground | undefined {
  return Object.values(programs)
    .flatMap((program) => program.grounds)
    .find((ground) => ground.id === groundId);
}

export function checklistItemFor(program: Program, itemId: string): ChecklistItem | undefined {
  return program.checklist.find((item) => item.id === itemId);
}

/** The checklist as it must be met: what is asked of each applicant apart from what is asked once. */
export function checklistFor(program: Program): {
  readonly application: readonly ChecklistItem[];
  readonly applicant: readonly ChecklistItem[];
} {
  return {
    application: program.checklist.filter((item) => item.per === 'application'),
    applicant: program.checklist.filter((item) => item.per === 'applicant'),
  };
}

export type LetterKind = keyof Program['letters'];

/** The letter that a refusal on these grounds goes out with: one ground with a letter of its own takes the whole refusal there. */
export function refusalLetterKind(program: Program, groundIds: readonly string[]): 'refusal' | 'misrepresentation' {
  const own = groundIds.some((id) => groundFor(program, id)?.letter === 'own');
  return own ? 'misrepresentation' : 'refusal';
}
