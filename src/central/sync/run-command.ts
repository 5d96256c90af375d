import { apply } from '#shared/model/apply.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { Command } from '#shared/model/command.ts';
import { decide } from '#shared/model/decide.ts';
import type { CaseEvent } from '#shared/model/event.ts';
import type { Instant } from '#shared/model/ids.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import type { Refusal } from '#shared/model/refusal.ts';
import { refusal } from '#shared/model/refusal.ts';
import { scopeOf } from '#shared/model/visibility.ts';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import type { PersonRecord } from '../identity/people-store.ts';
import { actorOf, colleagueOf } from '../identity/people-store.ts';
import type { CaseChange } from './feed-rows.ts';

/** What an act does: a changed case, nothing (already so), or why not. */
export type CommandEffect =
  | {
      readonly kind: 'changed';
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
export function runCommand(envelope: CommandEnvelope, command: Command, setting: CommandSetting): CommandEffect {
  const { state, people, receivedAt } = setting;
  const author = people.get(envelope.actor);
  if (state === undefined) return refused(refusal('not-visible'), 0);
  if (author?.active !== true) return refused(refusal('officer-inactive'), state.version);
  const decided = decide(state, command, {
    actor: actorOf(author),
    now: envelope.actAt < receivedAt ? envelope.actAt : receivedAt,
    program: programFor(state.application.program),
    colleague: (id) => {
      const person = people.get(id);
      return person === undefined ? null : colleagueOf(person);
    },
  });
  if (!decided.ok) return refused(decided.error, state.version);
  if (decided.value.length === 0) return { kind: 'unchanged', version: state.version };
  const events = decided.value.map(
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
  return { kind: 'changed', state: next, events, change };
}
