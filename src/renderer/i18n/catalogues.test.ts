import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { outboxStates } from '#shared/contract/outbox.ts';
import { localMarks } from '#shared/contract/queue.ts';
import { roles } from '#shared/model/actor.ts';
import { assessmentStatuses, assessmentTypes } from '#shared/model/assessment.ts';
import { caseFlags } from '#shared/model/case-flags.ts';
import { commandTypes } from '#shared/model/command.ts';
import { documentTypes } from '#shared/model/document.ts';
import { eventTypes } from '#shared/model/event.ts';
import { noteTypes, protectionReasons } from '#shared/model/note.ts';
import { programs } from '#shared/model/programs/registry.ts';
import { stages } from '#shared/model/stage.ts';
import en from './en/domain.json';
import fr from './fr/domain.json';

const lists = {
  stage: stages,
  flag: caseFlags,
  mark: localMarks,
  assessment: assessmentTypes,
  assessmentStatus: assessmentStatuses,
  noteType: noteTypes,
  protectionReason: protectionReasons,
  documentType: documentTypes,
  role: roles,
  command: commandTypes,
  event: eventTypes,
  outboxState: outboxStates,
} as const;

describe('the French of the screens', () => {
  const folder = new URL('fr/', import.meta.url);
  it.each(readdirSync(folder))('%s is typeset as in Canada: no space before ; ? !', (file) => {
    expect(readFileSync(new URL(file, folder), 'utf8').match(/[ \u00a0\u202f][;?!]/gu) ?? []).toEqual([]);
  });
});

describe('the words of the domain', () => {
  for (const [name, codes] of Object.entries(lists)) {
    it(`name every ${name} in both languages`, () => {
      for (const catalogue of [en, fr]) {
        expect(Object.keys(catalogue[name as keyof typeof lists]).toSorted()).toEqual([...codes].toSorted());
      }
    });
  }

  it('name each program as its data file does', () => {
    // Kept twice on purpose: the list of cases needs eleven names, not the grounds and letters of eleven programs.
    for (const program of Object.values(programs)) {
      expect(en.program[program.id]).toBe(program.shortTitle.en);
      expect(fr.program[program.id]).toBe(program.shortTitle.fr);
    }
  });
});
