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
  'application.reopen': 13,
  'handed-over.settle': 14,
  'handed-over.leave': 15,
  'case.open': 16,
};

export const actKinds: readonly CommandType[] = (Object.keys(order) as CommandType[]).toSorted(
  (one, other) => order[one] - order[other],
);
