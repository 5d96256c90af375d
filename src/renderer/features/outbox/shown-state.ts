import type { OutboxItem } from '#shared/contract/outbox.ts';

export type ShownState = OutboxItem['state'] | 'will-not-hold';

/**
 * What a line says. Central's word alone makes it green: a state without a receipt never does. What waits and would be
 * refused as things are now says so before it is sent.
 */
export function shownState({ state, receipt, refusal }: Pick<OutboxItem, 'state' | 'receipt' | 'refusal'>): ShownState {
  if (state === 'received' && receipt === null) return 'sending';
  return (state === 'waiting' || state === 'sending') && refusal !== null ? 'will-not-hold' : state;
}
