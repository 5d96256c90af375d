import type { CaseView, PendingAct } from '#shared/contract/case-file.ts';
import { apply } from '#shared/model/apply.ts';
import { documentsLeft } from '#shared/model/left-documents.ts';
import { isOwnWorkload, mayReadWhole, project, scopeOf } from '#shared/model/visibility.ts';
import { readOwed } from '../documents/owed-store.ts';
import { type Act, unreadRefusals } from '../outbox/store.ts';
import { confirmedAt } from '../sync/cursor-store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { CaseOnDevice } from './case-on-device.ts';
import { documentsOfCase, readDocument } from './document-store.ts';
import type { WholeCase } from './whole-cases.ts';

/** What stands against an act: central's refusal, or why it would be refused as things are now. */
function refusalOf(act: Act): PendingAct['refusal'] {
  const { result, predicted } = act;
  const refusal = result?.outcome === 'refused' ? result.refusal : predicted;
  return refusal === null ? null : { code: refusal.code, details: { ...refusal.details } };
}

function toPending(act: Act, sendingThrough: number): PendingAct | null {
  const { n, type, actAt, state } = act;
  if (state === 'received') return null;
  const isSending = state === 'waiting' && n <= sendingThrough;
  return { n, type, actAt, state: isSending ? 'sending' : state, refusal: refusalOf(act) };
}

function needsReason(workspace: Workspace, view: CaseOnDevice): boolean {
  return !isOwnWorkload(workspace.actor, scopeOf(view.state)) && !workspace.openedWithReason.has(view.base.caseId);
}

function shownSight(held: CaseView['sight'], how: { isWithheld: boolean; isWhole: boolean }): CaseView['sight'] {
  if (how.isWhole) return 'full';
  return how.isWithheld && held === 'full' ? 'summary' : held;
}

/** Own acts on top of the whole, where they were made over this version of it. */
function withOverlay(whole: WholeCase, { base, overlay }: CaseOnDevice): CaseView['state'] {
  if (base.state.version !== whole.state.version) return whole.state;
  return overlay.flatMap((act) => act.events).reduce(apply, whole.state);
}

function wholeOf(workspace: Workspace, { base, state }: CaseOnDevice, whole: WholeCase | null): CaseView['whole'] {
  if (!mayReadWhole(workspace.actor, scopeOf(state))) return null;
  return {
    here:
      whole === null
        ? null
        : { readAt: whole.readAt, until: whole.until, isOlder: whole.state.version < base.state.version },
    endedAt: workspace.wholeCases.endedAt(base.caseId),
  };
}

/**
 * A case as the screen shows it. Outside the own workload, and before a reason was given, it is shown in summary only:
 * reading notes and decisions is what the reason is for.
 */
export function toCaseView(workspace: Workspace, view: CaseOnDevice, sendingThrough: number): CaseView {
  const { db } = workspace;
  const { base, overlay, state } = view;
  const isWithheld = needsReason(workspace, view);
  const whole = isWithheld ? null : workspace.wholeCases.get(base.caseId, workspace.clock.now());
  const sight = shownSight(base.sight, { isWithheld, isWhole: whole !== null });
  const acts = [...overlay, ...unreadRefusals(db, base.caseId)].sort((left, right) => left.n - right.n);
  const held = new Map(documentsOfCase(db, base.row).map((each) => [each.sha256, each]));
  return {
    state: whole === null ? (isWithheld ? project(state, sight) : state) : withOverlay(whole, view),
    centralVersion: whole === null ? base.state.version : whole.state.version,
    sight,
    needsReason: isWithheld,
    pending: acts.flatMap((act) => toPending(act, sendingThrough) ?? []),
    documents: Object.fromEntries(
      [...state.documents, ...documentsLeft(state)].map(({ id, sha256 }) => {
        // An added document is named by central's state only after its act; until then it stands by itself.
        const {
          presence = 'missing',
          bytesHere = 0,
          absent = null,
        } = held.get(sha256) ?? readDocument(db, sha256) ?? {};
        return [id, { presence, bytesHere, absent, sending: readOwed(db, sha256) }];
      }),
    ),
    asOf: confirmedAt(db, base.partition),
    whole: wholeOf(workspace, view, whole),
  };
}
