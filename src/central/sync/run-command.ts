import type { Actor } from '#shared/model/actor.ts';
import { apply } from '#shared/model/apply.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { Command } from '#shared/model/command.ts';
import { decide, handedOver } from '#shared/model/decide.ts';
import type { CaseEvent, EventBody } from '#shared/model/event.ts';
import type { Instant } from '#shared/model/ids.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import type { Refusal } from '#shared/model/refusal.ts';
import { refusal } from '#shared/model/refusal.ts';
import { scopeOf } from '#shared/model/visibility.ts';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import type { PersonRecord } from '../identity/people-store.ts';
import { actorOf, colleagueOf } from '../identity/people-store.ts';
import type { CaseChange } from './feed-rows.ts';

/** What an act does: a changed case, a draft for its new officer, nothing (already so), or why not. */
export type CommandEffect =
  | {
      readonly kind: 'changed';
      readonly state: CaseState;
      readonly events: readonly CaseEvent[];
      readonly change: CaseChange;
    }
  /** The case has moved on to another officer: the act is a draft on it, and nothing else has changed. */
  | {
      readonly kind: 'handed-over';
      readonly state: CaseState;
      readonly events: readonly CaseEvent[];
      readonly change: CaseChange;
    }
  | { readonly kind: 'unchanged'; readonly version: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly version: number };

export interface CommandSetting {
  readonly state: CaseState | undefined;
  readonly people: ReadonlyMap<string, PersonRecord>;
  readonly receivedAt: Instant;
  /** Whether a person could see the case at an assignment epoch. */
  readonly couldSee: (who: Actor, epoch: number) => Promise<boolean>;
}

function refused(why: Refusal, version: number): CommandEffect {
  return { kind: 'refused', refusal: why, version };
}

function assignedBy(events: readonly CaseEvent[]): CaseChange['assigned'] {
  const assigned = events.findLast((event) => event.type === 'case-assigned');
  return assigned?.type === 'case-assigned' ? assigned.payload.kind : null;
}

/**
 * Runs one act through the rule book. Both clocks are kept: the rules see the earlier of them, so that an act made in
 * time is not late because the connection was, and a clock that runs ahead wins nothing.
 */
export async function runCommand(
  envelope: CommandEnvelope,
  command: Command,
  setting: CommandSetting,
): Promise<CommandEffect> {
  const { state, people, receivedAt } = setting;
  const author = people.get(envelope.actor);
  if (state === undefined) return refused(refusal('not-visible'), 0);
  if (author?.active !== true) return refused(refusal('officer-inactive'), state.version);
  const actor = actorOf(author);
  const decided = decide(state, command, {
    actor,
    now: envelope.actAt < receivedAt ? envelope.actAt : receivedAt,
    program: programFor(state.application.program),
    colleague: (id) => {
      const person = people.get(id);
      return person === undefined ? null : colleagueOf(person);
    },
  });
  if (!decided.ok) {
    if (decided.error.code !== 'stale-epoch') return refused(decided.error, state.version);
    // A stranger who guesses an id could else put a draft on any case, and learn that it exists.
    const couldSee = await setting.couldSee(actor, command.basis.epoch);
    if (!couldSee) return refused(refusal('not-visible'), 0);
    return effectOf('handed-over', [handedOver(command, envelope.actAt)], state, { envelope, author, receivedAt });
  }
  if (decided.value.length === 0) return { kind: 'unchanged', version: state.version };
  return effectOf('changed', decided.value, state, { envelope, author, receivedAt });
}

interface Causing {
  readonly envelope: CommandEnvelope;
  readonly author: PersonRecord;
  readonly receivedAt: Instant;
}

function effectOf(
  kind: 'changed' | 'handed-over',
  bodies: readonly EventBody[],
  state: CaseState,
  { envelope, author, receivedAt }: Causing,
): CommandEffect {
  const events = bodies.map(
    (body, index): CaseEvent => ({
      seq: state.version + 1 + index,
      by: author.officerId,
      officeId: author.officeId,
      actAt: envelope.actAt,
      receivedAt,
      command: { clientId: envelope.clientId, n: envelope.n },
      ...body,
    }),
  );
  const next = events.reduce(apply, state);
  const change: CaseChange = {
    caseId: state.id,
    firstSeq: state.version + 1,
    lastSeq: next.version,
    before: scopeOf(state),
    after: scopeOf(next),
    assigned: assignedBy(events),
  };
  return { kind, state: next, events, change };
}
