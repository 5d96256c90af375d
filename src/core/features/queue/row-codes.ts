import type * as z from 'zod';
import type { queueRow } from '#shared/contract/queue.ts';
import { localMarks } from '#shared/contract/queue.ts';
import { caseFlags } from '#shared/model/case-flags.ts';
import type { Day } from '#shared/model/ids.ts';
import { programIds } from '#shared/model/programs/program.ts';
import { stages } from '#shared/model/stage.ts';

export type LocalMark = z.infer<typeof queueRow>['marks'][number];

const dayMs = 86_400_000;

/** Days since 1970-01-01. */
export function dayNumber(day: string): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / dayMs;
}

export function dayOf(number: number): Day {
  return new Date(number * dayMs).toISOString().slice(0, 10) as Day;
}

/** A set as bits, in the order of the model's list. The order of these lists is part of the schema. */
function bitsOf<Item extends string>(list: readonly Item[], items: readonly Item[]): number {
  return items.reduce((bits, item) => bits | (1 << list.indexOf(item)), 0);
}

function itemsOf<Item extends string>(list: readonly Item[], bits: number): Item[] {
  return list.filter((_item, index) => (bits & (1 << index)) !== 0);
}

export const flagBits = (flags: readonly (typeof caseFlags)[number][]): number => bitsOf(caseFlags, flags);
export const flagsFrom = (bits: number): (typeof caseFlags)[number][] => itemsOf(caseFlags, bits);
export const markBits = (marks: readonly LocalMark[]): number => bitsOf(localMarks, marks);
export const marksFrom = (bits: number): LocalMark[] => itemsOf(localMarks, bits);

export const programCode = (id: (typeof programIds)[number]): number => programIds.indexOf(id);
export const stageCode = (stage: (typeof stages)[number]): number => stages.indexOf(stage);

function at<Item>(list: readonly Item[], code: number): Item {
  const item = list[code];
  if (item === undefined) throw new Error('invariant: a code of this list');
  return item;
}

export const programFrom = (code: number): (typeof programIds)[number] => at(programIds, code);
export const stageFrom = (code: number): (typeof stages)[number] => at(stages, code);
