import type { Session } from '#shared/contract/session.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { invariant } from '#shared/errors/result.ts';
import type { Actor } from '#shared/model/actor.ts';
import type { CaseId } from '#shared/model/ids.ts';
import type { WriteDb } from '../../db/connection.ts';
import { CaseBook } from '../case-file/case-book.ts';
import { WholeCases } from '../case-file/whole-cases.ts';
import { QueueIndex } from '../queue/queue-index.ts';
import { Queue } from '../queue/service.ts';
import { readSession } from '../session/store.ts';
import type { Clock } from './clock.ts';
import { type Device, readDevice } from './device.ts';
import type { ActJournal } from './open-store.ts';
import { People } from './people.ts';

export interface WorkspaceParts {
  readonly db: WriteDb;
  readonly journal: ActJournal;
  readonly clock: Clock;
}

/** What the features share while a store is open: its tables, what is held of them in memory, and who is signed in. */
export class Workspace {
  readonly db: WriteDb;
  readonly journal: ActJournal;
  readonly clock: Clock;
  readonly device: Device;
  readonly people: People;
  readonly index: QueueIndex;
  readonly book: CaseBook;
  /** Cases outside the own workload for whose reading a reason has been given since the store was opened. */
  readonly openedWithReason = new Set<CaseId>();
  readonly wholeCases = new WholeCases();
  #session: Session | null;
  #token: string | null;
  #queue: Queue | null = null;

  /** The store must have a device (`prepareStore`). */
  constructor({ db, journal, clock }: WorkspaceParts) {
    const device = readDevice(db);
    invariant(device !== null, 'an open store has a device');
    this.db = db;
    this.journal = journal;
    this.clock = clock;
    this.device = device;
    this.people = new People(db);
    this.index = new QueueIndex(db);
    const { colleague } = this.people;
    const author = (id: Actor['officerId']): Actor | null => this.people.author(id);
    const authors = { clientId: device.clientId, author, colleague };
    this.book = new CaseBook({ db, index: this.index, authors, who: () => this.actor });
    const kept = readSession(db);
    this.#session = kept?.session ?? null;
    this.#token = kept?.token ?? null;
  }

  get session(): Session | null {
    return this.#session;
  }

  get token(): string | null {
    return this.#token;
  }

  /** The person at the device. Errors: `not-signed-in`. */
  get actor(): Actor {
    if (this.#session === null) throw new AppError('not-signed-in');
    return this.#session.actor;
  }

  /** The queue as the signed-in person sees it. Errors: `not-signed-in`. */
  get queue(): Queue {
    const { officerId } = this.actor;
    this.#queue ??= new Queue({
      db: this.db,
      index: this.index,
      officerId,
      rowOf: (caseId) => this.book.rowOf(caseId),
      rowsWith: (text) => this.book.words.rowsWith(text),
    });
    return this.#queue;
  }

  /** After the session's row has been written. */
  becomeSignedIn(session: Session | null, token: string | null): void {
    this.#session = session;
    this.#token = token;
    this.#queue = null;
    this.openedWithReason.clear();
    this.wholeCases.clear();
    this.book.forgetViews();
  }
}
