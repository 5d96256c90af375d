import type { Actor } from '#shared/model/actor.ts';
import { apply } from '#shared/model/apply.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { Command } from '#shared/model/command.ts';
import { type Colleague, decide } from '#shared/model/decide.ts';
import type { CaseEvent, EventBody } from '#shared/model/event.ts';
import type { ClientId, Instant, OfficerId } from '#shared/model/ids.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import { type Refusal, refusal } from '#shared/model/refusal.ts';
import type { Act } from '../outbox/store.ts';

/** Who and what an act is decided with beside the case. */
export interface Authors {
  readonly clientId: ClientId;
  /** Null for someone this device does not know any more. */
  readonly author: (id: OfficerId) => Actor | null;
  readonly colleague: (id: OfficerId) => Colleague | null;
}

/** Gives decided events their place after a state; provisional, so without central's clock. */
export function placeEvents(
  state: CaseState,
  bodies: readonly EventBody[],
  by: Actor,
  meta: { readonly actAt: Instant; readonly clientId: ClientId; readonly n: number },
): readonly CaseEvent[] {
  return bodies.map((body, index) => ({
    ...body,
    seq: state.version + 1 + index,
    by: by.officerId,
    officeId: by.officeId,
    actAt: meta.actAt,
    receivedAt: null,
    command: { clientId: meta.clientId, n: meta.n },
  }));
}

export interface Rebased {
  readonly n: number;
  readonly events: readonly CaseEvent[];
  readonly predicted: Refusal | null;
}

/**
 * View = central's state + what is pending: decides each act anew, in order, over central's newest state and the acts
 * before it, by the clock and the basis that it was made with. What no longer holds is left out and says why; the act
 * itself is not touched, central has the last word on it.
 */
export function rebase(base: CaseState, acts: readonly Act[], authors: Authors): readonly Rebased[] {
  let state = base;
  return acts.map((act) => {
    const by = authors.author(act.actor);
    if (by === null) return { n: act.n, events: [], predicted: refusal('not-visible') };
    const { type, payload, basis } = act.envelope;
    const decided = decide(state, { type, payload, basis } as Command, {
      actor: by,
      now: act.actAt,
      program: programFor(state.application.program),
      colleague: authors.colleague,
    });
    if (!decided.ok) return { n: act.n, events: [], predicted: decided.error };
    const events = placeEvents(state, decided.value, by, { ...act, clientId: authors.clientId });
    state = events.reduce(apply, state);
    return { n: act.n, events, predicted: null };
  });
}

/** Whether an act comes to what the ledger already says of it. */
export function isSameRebased({ events, predicted }: Act, now: Rebased): boolean {
  if (events.length !== now.events.length || predicted?.code !== now.predicted?.code) return false;
  return JSON.stringify([events, predicted]) === JSON.stringify([now.events, now.predicted]);
}
