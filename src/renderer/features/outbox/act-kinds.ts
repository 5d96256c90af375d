import type { CommandType } from '#shared/model/command.ts';

/** Kinds of acts in the order in which a ledger is looked through for them: what counts most first. */
const order: Readonly<Record<CommandType, number>> = {
  'decision.sign': 0,
  'decision.draft': 1,
  'assessment.record': 2,
  'evidence.add': 3,
  'evidence.remove': 4,
  'document.add': 5,
  'note.add': 5,
  'bring-forward.set': 6,
  'bring-forward.clear': 7,
  'document.mark-read': 8,
  'case.take': 9,
  'case.release': 10,
  'case.reassign': 11,
  'application.withdraw': 12,
  'handed-over.settle': 13,
  'handed-over.leave': 14,
  'case.open': 15,
};

export const actKinds: readonly CommandType[] = (Object.keys(order) as CommandType[]).toSorted(
  (one, other) => order[one] - order[other],
);
