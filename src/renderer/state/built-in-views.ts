import type { QueueFilter, QueueOrder } from '#shared/contract/queue.ts';

/** Everything on this device. Written out rather than parsed: the schema library stays out of the first chunk. */
export const noFilter: QueueFilter = {
  text: '',
  programs: [],
  stages: [],
  flags: [],
  marks: [],
  holder: 'all',
  officers: [],
  age: 'any',
  bringForward: 'any',
  closed: false,
};

/** Oldest beyond standard first. */
export const standardOrder: QueueOrder = { sort: 'default', descending: false, group: 'none' };

export const builtInViewIds = [
  'mine',
  'pool',
  'bring-forward-today',
  'beyond-standard',
  'needs-answer',
  'all',
] as const;
export type BuiltInViewId = (typeof builtInViewIds)[number];

interface BuiltInView {
  readonly filter: QueueFilter;
  readonly order: QueueOrder;
}

const view = (filter: Partial<QueueFilter>): BuiltInView => ({
  filter: { ...noFilter, ...filter },
  order: standardOrder,
});

export const builtInViews: Readonly<Record<BuiltInViewId, BuiltInView>> = {
  mine: view({ holder: 'mine' }),
  pool: view({ holder: 'pool' }),
  'bring-forward-today': view({ bringForward: 'today' }),
  'beyond-standard': view({ age: 'beyond' }),
  'needs-answer': view({ flags: ['response-received'] }),
  all: view({}),
};
