import type { OutboxItem } from '#shared/contract/outbox.ts';

/** Central's word alone makes a line green: a state without a receipt never does. */
export function shownState({ state, receipt }: Pick<OutboxItem, 'state' | 'receipt'>): OutboxItem['state'] {
  return state === 'received' && receipt === null ? 'sending' : state;
}
