import { AppError, fromPlain } from '#shared/errors/app-error.ts';
import type { DrawnPage, DrawRequest, EngineAnswer } from './draw-request.ts';
import type { EngineProcess, StartEngine } from './engine-process.ts';

export interface PageEngineOptions {
  readonly start: StartEngine;
  /** After which a page is given up and the engine ended. */
  readonly drawTimeoutMs?: number;
  /** Above which a page is given up and the engine ended. */
  readonly memoryLimitBytes?: number;
  /** Without work for so long, the engine is ended to give its memory back. */
  readonly idleMs?: number;
}

/** A document that can be handed to the engine when it has not got it yet. */
export interface EngineDocument {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly read: () => Uint8Array;
}

interface Job {
  readonly id: number;
  readonly document: EngineDocument;
  readonly request: DrawRequest;
  readonly isCancelled: () => boolean;
  readonly resolve: (page: DrawnPage) => void;
  readonly reject: (failure: AppError) => void;
}

const defaults = { drawTimeoutMs: 20_000, memoryLimitBytes: 1_500_000_000, idleMs: 60_000 };
const watchEveryMs = 200;
/** Documents kept by the engine between pages. */
const keptDocuments = 4;
const keptBytes = 192 * 1024 * 1024;
/** A file that is no document of a case any more. */
const largestDocumentBytes = 512 * 1024 * 1024;

/**
 * Draws pages one after another in a process of its own, and survives whatever happens to that process: a page that
 * takes too long, takes too much memory or takes the process down fails alone, the next one gets a new process.
 */
export class PageEngine {
  readonly #start: StartEngine;
  readonly #limits: typeof defaults;
  readonly #waiting: Job[] = [];
  #process: EngineProcess | null = null;
  #running: Job | null = null;
  #watch: NodeJS.Timeout | null = null;
  #idle: NodeJS.Timeout | null = null;
  #kept: EngineDocument[] = [];
  #lastId = 0;
  #closed = false;

  constructor({ start, ...limits }: PageEngineOptions) {
    this.#start = start;
    this.#limits = { ...defaults, ...limits };
  }

  /** Starts the process ahead of the first page. */
  warm(): void {
    if (!this.#closed && this.#process === null) this.#begin();
  }

  /** Errors: `document-unreadable`, `document-too-large`, `document-encrypted`, `cancelled`; those of `read`. */
  draw(document: EngineDocument, request: DrawRequest, isCancelled = (): boolean => false): Promise<DrawnPage> {
    if (this.#closed) return Promise.reject(new AppError('draining'));
    if (document.sizeBytes > largestDocumentBytes) return Promise.reject(new AppError('document-too-large'));
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      this.#waiting.push({ id: this.#lastId, document, request, isCancelled, resolve, reject });
      this.#next();
    });
  }

  close(): void {
    this.#closed = true;
    for (const job of this.#waiting.splice(0)) job.reject(new AppError('draining'));
    this.#endProcess(new AppError('draining'));
  }

  #begin(): EngineProcess {
    const started = this.#start();
    this.#process = started;
    started.onAnswer((answer) => void (this.#process === started && this.#take(answer)));
    started.onEnd(() => {
      if (this.#process === started) this.#endProcess(new AppError('document-unreadable', { why: 'crashed' }));
    });
    this.#rest();
    return started;
  }

  #next(): void {
    if (this.#running !== null) return;
    const job = this.#waiting.shift();
    if (job === undefined) return this.#rest();
    if (job.isCancelled()) {
      job.reject(new AppError('cancelled'));
      return this.#next();
    }
    const engine = this.#process ?? this.#begin();
    try {
      this.#load(engine, job.document);
    } catch (thrown) {
      job.reject(thrown instanceof AppError ? thrown : new AppError('document-unreadable', {}, thrown));
      return this.#next();
    }
    this.#running = job;
    engine.send({ t: 'draw', id: job.id, document: job.document.sha256, request: job.request });
    this.#guard(engine);
  }

  /** Gives the engine a document it has not got, and takes the longest unused ones from it. */
  #load(engine: EngineProcess, document: EngineDocument): void {
    const others = this.#kept.filter((each) => each.sha256 !== document.sha256);
    if (others.length === this.#kept.length) {
      engine.send({ t: 'load', document: document.sha256, bytes: document.read() });
    }
    this.#kept = [...others, document];
    const tooMuch = (): boolean =>
      this.#kept.length > keptDocuments || this.#kept.reduce((sum, each) => sum + each.sizeBytes, 0) > keptBytes;
    while (this.#kept.length > 1 && tooMuch()) {
      const oldest = this.#kept.shift();
      if (oldest !== undefined) engine.send({ t: 'forget', document: oldest.sha256 });
    }
  }

  #guard(engine: EngineProcess): void {
    if (this.#idle !== null) clearTimeout(this.#idle);
    const until = performance.now() + this.#limits.drawTimeoutMs;
    this.#watch = setInterval(() => {
      if (performance.now() > until) this.#endProcess(new AppError('document-unreadable', { why: 'too-long' }));
      else if ((engine.memoryBytes() ?? 0) > this.#limits.memoryLimitBytes) {
        this.#endProcess(new AppError('document-too-large', { why: 'memory' }));
      }
    }, watchEveryMs);
  }

  #take(answer: EngineAnswer): void {
    const job = this.#running;
    if (job === null || job.id !== answer.id) return;
    this.#stopWatching();
    if (answer.t === 'drawn') job.resolve(answer.page);
    else job.reject(fromPlain({ code: answer.code, details: { why: answer.why } }));
    this.#next();
  }

  #endProcess(why: AppError): void {
    const ended = this.#process;
    const job = this.#running;
    this.#process = null;
    this.#kept = [];
    this.#stopWatching();
    if (this.#idle !== null) clearTimeout(this.#idle);
    ended?.end();
    job?.reject(why);
    if (!this.#closed) this.#next();
  }

  #stopWatching(): void {
    if (this.#watch !== null) clearInterval(this.#watch);
    this.#watch = null;
    this.#running = null;
  }

  /** Nothing to do: the process is ended after a while. */
  #rest(): void {
    if (this.#idle !== null) clearTimeout(this.#idle);
    if (this.#process === null) return;
    this.#idle = setTimeout(() => this.#endProcess(new AppError('draining')), this.#limits.idleMs);
    this.#idle.unref();
  }
}
