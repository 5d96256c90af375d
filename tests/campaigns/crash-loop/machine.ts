import { closeSync, existsSync, openSync, readFileSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '#shared/errors/app-error.ts';
import type { Actor } from '#shared/model/actor.ts';
import type { CaseId, DocumentId } from '#shared/model/ids.ts';
import { FakeKeychain } from '#support/fake-keychain.ts';
import type { FaultProxy } from '#support/fault-proxy.ts';
import { type ChildCore, forkCore } from '#support/forked-core.ts';
import type { SeededRandom } from '../../simulation/seeded-random.ts';
import type { ActArgs, NextAct } from './acts.ts';

/** Ways in which a database file is found spoilt after a crash. */
export const damages = ['truncated', 'overwritten', 'log-emptied'] as const;
export type Damage = (typeof damages)[number];

/** An act that the core has answered: from here on it must never be lost. */
export interface Acknowledged {
  readonly n: number;
  readonly args: ActArgs;
}

export interface MachineParts {
  readonly name: string;
  /** Who works at it; a machine with two is changed hands now and then. */
  readonly people: readonly Actor['officerId'][];
  readonly dataDir: string;
  readonly proxy: FaultProxy;
  readonly random: SeededRandom;
  readonly nextAct: NextAct;
  /** Whether its people see cases in full, and so their documents. */
  readonly seesDocuments: boolean;
  readonly cases: readonly { readonly caseId: CaseId; readonly documentId: DocumentId }[];
  readonly entry?: URL;
  readonly env?: NodeJS.ProcessEnv;
}

const retryMs = 40;

/** A workstation without its windows: the real core in a process, somebody who works, and a switch to end it. */
export class Machine {
  readonly name: string;
  readonly dataDir: string;
  readonly keychain = new FakeKeychain();
  readonly acknowledged: Acknowledged[] = [];
  /** Every act that was asked for, answered or not. */
  readonly asked: ActArgs[] = [];
  kills = 0;
  rebuilt = 0;
  readonly #parts: MachineParts;
  #core: ChildCore | null = null;
  #person: Actor['officerId'];
  #stopped = false;
  #loops: Promise<unknown> = Promise.resolve();

  constructor(parts: MachineParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.dataDir = parts.dataDir;
    this.#person = parts.people[0] ?? ('' as Actor['officerId']);
  }

  get person(): Actor['officerId'] {
    return this.#person;
  }

  start(): void {
    const { dataDir, proxy, entry, env } = this.#parts;
    const more = { ...(entry === undefined ? {} : { entry }), ...(env === undefined ? {} : { env }) };
    this.#core = forkCore({ dataDir, keychain: this.keychain, centralUrl: proxy.url, ...more });
  }

  /** Power off at this moment. */
  async kill(): Promise<void> {
    this.kills += 1;
    const core = this.#core;
    this.#core = null;
    await core?.kill();
  }

  /** What a bad disk does to the database while the machine is off. */
  damage(kind: Damage): void {
    const file = join(this.dataDir, 'store.db');
    if (!existsSync(file)) return;
    const log = `${file}-wal`;
    if (kind === 'log-emptied') {
      if (existsSync(log)) truncateSync(log, 0);
      return;
    }
    if (existsSync(log)) truncateSync(log, 0);
    if (kind === 'truncated') return truncateSync(file, Math.min(statSync(file).size, 10_000));
    const handle = openSync(file, 'r+');
    // The first page: noticed at the next opening.
    writeSync(
      handle,
      readFileSync(file)
        .subarray(0, 2000)
        .map((byte) => byte ^ 0x5a),
      0,
      2000,
      64,
    );
    closeSync(handle);
  }

  /** Works until `stopWork`, whatever happens to the core meanwhile. */
  work(): void {
    this.#loops = Promise.all([
      this.#repeat(() => this.#act()),
      this.#repeat(() => this.#act()),
      this.#repeat(() => this.#other()),
    ]);
  }

  async stopWork(): Promise<void> {
    this.#stopped = true;
    await this.#loops;
  }

  /** Open, signed in and connected; mends what a person would mend. */
  async settle(): Promise<void> {
    for (;;) {
      try {
        await this.#openStore();
        await this.#call('sync.set-offline', { offline: false });
        return await this.#signIn(this.#person);
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown;
        await pause(retryMs);
      }
    }
  }

  /** The cases are here: from now on there is something to work on. */
  async loaded(): Promise<void> {
    while ((await this.#call('sync.status', {})).lastConfirmedAt === null) await pause(retryMs);
  }

  /** Everything is sent and read; false where that does not come about. */
  async comeToRest(limitMs: number): Promise<{ readonly rested: boolean; readonly last: string }> {
    const deadline = performance.now() + limitMs;
    let last = '';
    while (performance.now() < deadline) {
      const status = await this.#call('sync.status', {});
      last = `${status.state} ${status.problem ?? ''} ${status.waiting.acts} waiting, ${status.documents.missing} documents missing`;
      if (
        status.state === 'up-to-date' &&
        status.waiting.acts === 0 &&
        (status.documents.missing === 0 || !this.#parts.seesDocuments)
      )
        return { rested: true, last };
      await this.#call('sync.now', {});
      await pause(retryMs);
    }
    return { rested: false, last };
  }

  async end(): Promise<number | null> {
    return this.#core === null ? null : this.#core.drain();
  }

  async #repeat(work: () => Promise<void>): Promise<void> {
    while (!this.#stopped) {
      try {
        await work();
      } catch (thrown) {
        // The core is dead, locked or refuses: what a person sees as a message. A bug is no AppError and ends the run.
        if (!(thrown instanceof AppError)) throw thrown;
        await this.#mend(thrown);
      }
    }
  }

  async #mend(failure: AppError): Promise<void> {
    await pause(retryMs);
    if (this.#core === null) return;
    try {
      if (failure.code === 'not-signed-in') await this.#signIn(this.#person);
      else if (failure.code !== 'rule-refused') await this.#openStore();
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
    }
  }

  /** The damaged store's screen has one button, and it is pressed. */
  async #openStore(): Promise<void> {
    const { state } = await this.#call('store.status', {});
    if (state !== 'absent' && state !== 'corrupt') return;
    await this.#call('store.create', { passphrase: null });
    if (state === 'corrupt') this.rebuilt += 1;
  }

  async #signIn(officerId: Actor['officerId']): Promise<void> {
    const session = await this.#call('session.current', {});
    if (session?.actor.officerId !== officerId) await this.#call('session.demo-sign-in', { officerId });
    this.#person = officerId;
  }

  async #act(): Promise<void> {
    const { random, nextAct, cases } = this.#parts;
    const args = nextAct(random, random.pick(cases));
    this.asked.push(args);
    const { n } = await this.#call('case-file.act', args);
    if (n !== null) this.acknowledged.push({ n, args });
  }

  /** What else goes on: reading, the switch to work offline, the other person at a shared machine. */
  async #other(): Promise<void> {
    const { random, people } = this.#parts;
    await pause(20 + random.int(60));
    const kind = random.next();
    if (kind < 0.5) await this.#call('sync.now', {});
    else if (kind < 0.8) await this.#call('sync.set-offline', { offline: random.chance(0.35) });
    else if (kind < 0.86) await this.#call('outbox.list', { show: 'all', offset: 0, limit: 100 });
    else if (kind < 0.9) await this.#call('backup.now', {});
    else if (people.length > 1) await this.#signIn(random.pick(people));
  }

  #call: ChildCore['call'] = (method, args) => {
    if (this.#core === null) throw new AppError('core-lost');
    return this.#core.call(method, args);
  };
}
