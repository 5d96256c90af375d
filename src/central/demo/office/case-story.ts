import { invariant } from '#shared/errors/result.ts';
import type { Actor } from '#shared/model/actor.ts';
import { applyAll } from '#shared/model/apply.ts';
import type { AssessmentStatus, AssessmentType } from '#shared/model/assessment.ts';
import { basisOn } from '#shared/model/basis.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { Command, CommandPayload, CommandType } from '#shared/model/command.ts';
import { addDays, daysBetween } from '#shared/model/dates/calendar.ts';
import { decide } from '#shared/model/decide.ts';
import type { DocumentRecord } from '#shared/model/document.ts';
import type { CaseEvent, EventBody } from '#shared/model/event.ts';
import type { Day, Instant, NoteId } from '#shared/model/ids.ts';
import type { Program } from '#shared/model/programs/program.ts';
import { programFor } from '#shared/model/programs/registry.ts';
import { composeStatement } from '#shared/model/statement.ts';
import type { Random } from '../documents/random.ts';
import { createRandom } from '../documents/random.ts';
import type { CasePlan, Progress } from './case-plan.ts';
import { notesFor } from './narration.ts';
import { seededUuid, workingMoment } from './seeded.ts';
import { actorOf, colleagueOf } from './staff.ts';

/** A case with its whole history, ready to be stored. */
export interface ToldCase {
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
}

/** Tells a case act by act through the rule book: what the model refuses cannot stand in the demo either. */
class Story {
  readonly events: CaseEvent[] = [];
  private current: CaseState | null = null;
  private readonly plan: CasePlan;
  private readonly program: Program;
  private last: Instant;

  constructor(plan: CasePlan) {
    this.plan = plan;
    this.program = programFor(plan.application.program);
    this.last = plan.application.receivedAt;
  }

  get state(): CaseState {
    invariant(this.current !== null, 'a story begins by receiving the case');
    return this.current;
  }

  /** Something that happened without a command of a person: receipt, letters, answers. */
  happen(at: Instant, by: Actor | null, body: EventBody): void {
    const moment = at > this.last ? at : this.last;
    this.last = moment;
    const event: CaseEvent = {
      seq: this.events.length + 1,
      by: by?.officerId ?? null,
      officeId: by?.officeId ?? null,
      actAt: moment,
      receivedAt: moment,
      command: null,
      ...body,
    };
    this.current = applyAll(this.plan.id, this.current, [event]);
    this.events.push(event);
  }

  act<Type extends CommandType>(at: Instant, by: Actor, type: Type, payload: CommandPayload<Type>): void {
    const bare = { type, payload, basis: { epoch: 0, records: {} } } as unknown as Command;
    const command: Command = { ...bare, basis: basisOn(this.state, bare) };
    const decided = decide(this.state, command, { actor: by, now: at, program: this.program, colleague: colleagueOf });
    invariant(decided.ok, `demo act ${type} on ${this.plan.seed}: ${decided.ok ? '' : JSON.stringify(decided.error)}`);
    for (const body of decided.value) this.happen(at, by, body);
  }
}

const steps: readonly Progress[] = [
  'received',
  'completeness',
  'biometrics',
  'assessing',
  'awaiting',
  'answered',
  'ready',
  'signed',
];
const reached = (plan: CasePlan, step: Progress): boolean => steps.indexOf(plan.progress) >= steps.indexOf(step);

interface Teller {
  readonly plan: CasePlan;
  readonly story: Story;
  readonly random: Random;
  readonly officer: Actor;
  readonly today: Day;
  /** A working moment at a fraction of the time since receipt. */
  readonly at: (fraction: number) => Instant;
}

function record(teller: Teller, type: AssessmentType, status: AssessmentStatus, fraction: number): void {
  const { plan, story, officer } = teller;
  if (!programFor(plan.application.program).assessments.some((each) => each.type === type)) return;
  story.act(teller.at(fraction), officer, 'assessment.record', {
    assessment: type,
    status,
    conditional: false,
    dueDate: null,
    remark: '',
  });
}

function assess(teller: Teller): void {
  const { plan, random } = teller;
  if (!reached(plan, 'completeness')) return;
  record(teller, 'completeness', reached(plan, 'biometrics') ? 'passed' : 'in-progress', 0.1);
  if (!reached(plan, 'biometrics')) return;
  const settled = reached(plan, 'assessing');
  record(teller, 'biometrics', settled ? 'passed' : 'in-progress', 0.2);
  record(teller, 'medical', settled ? 'passed' : 'not-started', 0.22);
  if (!settled) return;
  record(teller, 'criminality', random.chance(0.9) || reached(plan, 'ready') ? 'passed' : 'in-progress', 0.35);
  record(teller, 'security', 'no-recommendation-required', 0.4);
  record(teller, 'human-rights', 'no-recommendation-required', 0.4);
  record(teller, 'organized-crime', 'no-recommendation-required', 0.4);
  record(teller, 'information-sharing', 'passed', 0.42);
  record(teller, 'misrepresentation', 'passed', 0.45);
  record(
    teller,
    'eligibility',
    reached(plan, 'ready') ? 'passed' : random.chance(0.4) ? 'review-required' : 'in-progress',
    0.55,
  );
}

function read(teller: Teller): void {
  const { plan, story, random, officer } = teller;
  if (!reached(plan, 'assessing')) return;
  story.act(teller.at(0.3), officer, 'case.open', { reason: null });
  for (const document of plan.documents) {
    if (random.chance(reached(plan, 'ready') ? 0.95 : 0.45)) {
      story.act(teller.at(0.32), officer, 'document.mark-read', { documentId: document.id });
    }
  }
}

function correspond(teller: Teller): void {
  const { plan, story, random, officer, today } = teller;
  if (!reached(plan, 'awaiting') || reached(plan, 'ready')) return;
  const fairness = random.chance(0.35);
  const waiting = plan.progress === 'awaiting';
  const sentAt = teller.at(waiting ? 0.85 : 0.6);
  const id = seededUuid(random);
  const answerDue = addDays(waiting ? today : (sentAt.slice(0, 10) as Day), waiting ? random.int(-6, 24) : 30);
  const kind = fairness ? 'fairness-letter' : 'document-request';
  story.happen(sentAt, officer, {
    type: 'correspondence-sent',
    payload: { correspondence: { id, kind, sentAt, answerDue, answeredAt: null } },
  });
  if (!waiting) story.happen(teller.at(0.9), null, { type: 'correspondence-answered', payload: { id } });
}

function remind(teller: Teller): void {
  const { plan, story, random, officer, today } = teller;
  if (!reached(plan, 'assessing') || plan.progress === 'signed' || !random.chance(0.42)) return;
  const french = plan.application.correspondenceLanguage === 'fr';
  const entries = french
    ? [
        ['DOC', 'Nouvelle numérisation attendue du CRDV'],
        ['REP', 'Réponse à la lettre : vérifier'],
        ['SEC', 'Relancer le partenaire'],
        ['MED', 'Validité de l’examen médical'],
      ]
    : [
        ['DOC', 'New scan due from the VAC'],
        ['REPLY', 'Answer to letter: check'],
        ['SEC', 'Chase partner reply'],
        ['MED', 'Medical validity runs out'],
      ];
  const [code, text] = random.pick(entries);
  invariant(code !== undefined && text !== undefined, 'a reminder has a code and a text');
  const today_ = random.chance(0.4) ? 0 : random.int(-4, 20);
  const madeOn = teller.at(0.8);
  const date = addDays(today, Math.max(today_, daysBetween(today, madeOn.slice(0, 10) as Day)));
  story.act(madeOn, officer, 'bring-forward.set', { date, code, text });
}

function sign(teller: Teller): void {
  const { plan, story, officer, today } = teller;
  const program = programFor(plan.application.program);
  if (plan.progress !== 'signed' || !program.decidable) return;
  const signedAt = workingMoment(teller.random, addDays(today, -1));
  const expires = plan.applicants[0]?.record.passport?.expires ?? addDays(today, 365);
  const months = addDays(today, Math.round((program.validity?.defaultMonths ?? 6) * 30));
  const draft = {
    outcome: 'approve' as const,
    validFrom: addDays(today, 3),
    validUntil: months < expires ? months : expires,
    entries: program.validity?.entries.at(-1) ?? null,
    conditionIds: program.conditions.filter((each) => each.imposed === 'always').map((each) => each.id),
    remark: '',
    assessedEverything: true,
  };
  story.act(signedAt, officer, 'decision.sign', { statement: composeStatement(story.state, program, draft, officer) });
}

/** The case as it stands today, told from its receipt on. `records` are the plan's documents as stored. */
export function tellCase(plan: CasePlan, records: readonly DocumentRecord[], today: Day): ToldCase {
  const random = createRandom(`${plan.seed}/story`);
  const story = new Story(plan);
  const { application } = plan;
  const clerk = actorOf(application.primaryOffice === 'CPCO' ? 'VC44871' : 'VN55260');
  const supervisor = actorOf(application.primaryOffice === 'CPCO' ? 'DP22095' : 'AO33408');
  story.happen(application.receivedAt, clerk, {
    type: 'case-received',
    payload: { application, applicants: plan.applicants.map((each) => each.record), documents: [...records] },
  });
  const span = daysBetween(plan.receivedOn, today);
  const at = (fraction: number): Instant =>
    workingMoment(random, addDays(plan.receivedOn, Math.min(span - 1, Math.floor(span * fraction))));
  if (plan.holder === null) return { state: story.state, events: story.events };
  const french = application.correspondenceLanguage === 'fr';
  story.act(at(0.03), supervisor, 'case.reassign', {
    to: plan.holder,
    officeId: null,
    reason: french ? 'Répartition selon la capacité et la langue' : 'Distribution by capacity and language',
  });
  const officer = actorOf(plan.holder);
  const teller: Teller = { plan, story, random, officer, today, at };
  read(teller);
  assess(teller);
  if (reached(plan, 'assessing')) {
    for (const [index, note] of notesFor(plan, random).entries()) {
      story.act(at(0.5 + index * 0.1), officer, 'note.add', { ...note, noteId: seededUuid(random) as NoteId });
    }
  }
  correspond(teller);
  remind(teller);
  sign(teller);
  return { state: story.state, events: story.events };
}
