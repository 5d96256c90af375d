import { failureOf } from '#central/http/failures.ts';
import { bootstrapLines } from '#central/sync/bootstrap.ts';
import { hello } from '#central/sync/hello.ts';
import { readFeed } from '#central/sync/read-feed.ts';
import { receiveCommands } from '#central/sync/receive-commands.ts';
import type { SyncContext } from '#central/sync/sync-context.ts';
import { eachLines } from '#core/features/sync/each-line.ts';
import { LineReader } from '#core/features/sync/line-reader.ts';
import type { LoadedLine, NewsMessage, SyncNetwork } from '#core/sync/ports.ts';
import { AppError, fromPlain } from '#shared/errors/app-error.ts';
import type { Actor } from '#shared/model/actor.ts';
import { type FailureBody, failureBody } from '#shared/protocol/failure.ts';
import { type HelloRequest, type HelloResponse, helloRequest, helloResponse } from '#shared/protocol/hello.ts';
import { newsEvent } from '#shared/protocol/news.ts';
import { type FeedResponse, feedResponse } from '#shared/protocol/pull-feed.ts';
import { type PushRequest, type PushResponse, pushRequest, pushResponse } from '#shared/protocol/push-commands.ts';
import type { Faults } from './faults.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SimCentral } from './sim-central.ts';
import { SimStream } from './sim-stream.ts';
import type { World } from './world.ts';

/** What known bugs and the checks hang into central's side of the line. */
export interface CentralDoor {
  beforePush(request: PushRequest): void;
  /** After central has answered and before the answer leaves. */
  afterPush(request: PushRequest, response: PushResponse): Promise<void>;
  /** As whom a feed is read. */
  readerOf(who: Actor): Actor;
}

export interface LineParts {
  readonly world: World;
  readonly central: SimCentral;
  readonly door: CentralDoor;
  readonly faults: () => Faults;
  readonly random: SeededRandom;
  readonly name: string;
  readonly who: Actor;
  /** False once the process that asked is no more: nothing is ever told to it. */
  readonly isAlive: () => boolean;
}

const answerTimeoutMs = 20_000;
/** Tokens of the simulation outlast it, also by clocks that are a year off. */
const tokenMs = 5 * 365 * 24 * 60 * 60_000;
const beat = JSON.stringify({ kind: 'beat' });
type Ask = Parameters<SyncNetwork['feed']>[0];
type Serve = (context: SyncContext, gone: AbortSignal) => Promise<string>;

const unreachable = (why: string): AppError => new AppError('central-unreachable', { why });

/**
 * The line between one device and central: messages as text, both ways through their schemas, over a network that
 * loses, doubles, delays, reorders and cuts as the seed says.
 */
export class SimNetwork implements SyncNetwork {
  readonly #parts: LineParts;

  constructor(parts: LineParts) {
    this.#parts = parts;
  }

  async hello(request: HelloRequest, signal: AbortSignal): Promise<HelloResponse> {
    const body = JSON.stringify(request);
    const { who } = this.#parts;
    const text = await this.#ask('hello', signal, 0, async (context) =>
      JSON.stringify(await hello(context, helloRequest.parse(JSON.parse(body)), who, null)),
    );
    const response = helloResponse.parse(JSON.parse(text));
    // Small pages and batches: the seams between them are where mistakes live.
    return { ...response, limits: { ...response.limits, batch: 4, feed: 5 } };
  }

  async push(request: PushRequest, signal: AbortSignal): Promise<PushResponse> {
    const body = JSON.stringify(request);
    const { who, door, world, name } = this.#parts;
    const first = request.commands[0]?.n ?? 0;
    const text = await this.#ask(`push ${first}..${request.commands.at(-1)?.n ?? 0}`, signal, 0, async (context) => {
      const parsed = pushRequest.parse(JSON.parse(body));
      door.beforePush(parsed);
      const response = await receiveCommands(context, parsed, who, null);
      await door.afterPush(parsed, response);
      world.note(`central took ${name} ${response.results.map(({ n, outcome }) => `${n}:${outcome}`).join(' ')}`);
      return JSON.stringify(response);
    });
    return pushResponse.parse(JSON.parse(text));
  }

  async feed(ask: Ask, signal: AbortSignal): Promise<FeedResponse> {
    const who = this.#parts.door.readerOf(this.#parts.who);
    const what = `feed ${ask.partition}>${ask.after}${ask.waitMs > 0 ? ' waiting' : ''}`;
    const text = await this.#ask(what, signal, ask.waitMs, (context, gone) => readFeed(context, who, ask, gone));
    return feedResponse.parse(JSON.parse(text));
  }

  /** Messages in order, each some time after the one before; the line may be cut at any of them, or never come about. */
  async *news(
    { clientId }: { readonly clientId: HelloRequest['clientId'] },
    signal: AbortSignal,
  ): AsyncGenerator<NewsMessage, void, undefined> {
    const { central, who, world, random, faults } = this.#parts;
    const gone = new AbortController();
    const line = new SimStream(this.#parts, signal);
    const reader = { who, clientId, expiresAt: world.instant(tokenMs) };
    const serve = async (context: SyncContext): Promise<string> => {
      for await (const message of context.news.follow(reader, gone.signal)) {
        if (random.chance(faults().cut)) throw unreachable('cut');
        line.send(this.#delay(), JSON.stringify(message));
      }
      return '';
    };
    try {
      if (random.chance(faults().lose)) this.#note('news lost');
      else {
        world.at(this.#delay(), () => {
          this.#note('news');
          if (!signal.aborted)
            central.receive(serve).then(
              () => line.end(null),
              (thrown: unknown) => line.end(this.#failureOf(thrown)),
            );
        });
      }
      for (let text = await line.next(); text !== null; text = await line.next()) {
        const message: unknown = JSON.parse(text);
        yield text === beat ? { kind: 'beat' } : newsEvent.parse(message);
      }
    } finally {
      gone.abort();
    }
  }

  async *bootstrap(
    ask: Parameters<SyncNetwork['bootstrap']>[0],
    signal: AbortSignal,
  ): AsyncGenerator<LoadedLine[], void, undefined> {
    const { who } = this.#parts;
    const query = { ...ask, cursor: ask.cursor ?? '' };
    const text = await this.#ask(
      `bootstrap ${ask.partition}>${query.cursor.slice(0, 4)}`,
      signal,
      0,
      async (context) => {
        let lines = '';
        for await (const line of bootstrapLines(context, who, query)) lines += line;
        return lines;
      },
    );
    const reader = new LineReader(ask.cursor);
    for await (const lines of eachLines(this.#pieces(Buffer.from(text)))) yield* reader.read(lines);
  }

  async *document(): AsyncGenerator<Uint8Array, void, undefined> {
    yield* [];
    throw new AppError('document-not-found');
  }

  /** A body in two pieces with time between them, or cut: by an error, or as if it were the end. */
  async *#pieces(bytes: Buffer): AsyncGenerator<Uint8Array, void, undefined> {
    const { random, faults, world, name } = this.#parts;
    const middle = random.int(bytes.length + 1);
    const isCut = random.chance(faults().cut);
    yield bytes.subarray(0, middle);
    await this.#sleep(random.int(400));
    if (!isCut) yield bytes.subarray(middle);
    else {
      world.note(`${name} cut after ${middle} bytes`);
      if (random.chance(0.5)) throw unreachable('cut');
    }
  }

  #sleep(ms: number): Promise<void> {
    const { world, isAlive } = this.#parts;
    return new Promise((resolve) => {
      world.at(ms, () => {
        if (isAlive()) resolve();
      });
    });
  }

  #delay(): number {
    const { random, faults } = this.#parts;
    return random.chance(faults().slow) ? random.int(30_000) : 5 + random.int(100);
  }

  #ask(what: string, signal: AbortSignal, waitMs: number, serve: Serve): Promise<string> {
    const { world, random, faults, isAlive } = this.#parts;
    return new Promise((resolve, reject) => {
      const gone = new AbortController();
      let isOver = false;
      const end = (tell: () => void): void => {
        if (isOver) return;
        isOver = true;
        giveUp();
        signal.removeEventListener('abort', onAbort);
        gone.abort();
        if (isAlive()) tell();
      };
      const onAbort = (): void => end(() => reject(unreachable('given up')));
      const giveUp = world.at(answerTimeoutMs + waitMs, () => end(() => reject(unreachable('timeout'))));
      if (signal.aborted) return onAbort();
      signal.addEventListener('abort', onAbort);
      const settle = {
        answer: (text: string) => end(() => resolve(text)),
        fail: (thrown: unknown) => end(() => reject(thrown)),
      };
      const { lose, duplicate } = faults();
      if (!random.chance(lose)) world.at(this.#delay(), () => void this.#deliver(what, gone.signal, serve, settle));
      else this.#note(`${what} lost`);
      if (random.chance(duplicate))
        world.at(this.#delay(), () => void this.#deliver(`${what} again`, gone.signal, serve, settle));
    });
  }

  async #deliver(
    what: string,
    gone: AbortSignal,
    serve: Serve,
    settle: { readonly answer: (text: string) => void; readonly fail: (thrown: unknown) => void },
  ): Promise<void> {
    const { world, central, random, faults } = this.#parts;
    this.#note(what);
    const isLost = random.chance(faults().lose);
    const back = this.#delay();
    try {
      const text = await central.receive((context) => serve(context, gone));
      if (isLost) this.#note(`answer to ${what} lost`);
      else world.at(back, () => settle.answer(text));
    } catch (thrown) {
      const failure = this.#failureOf(thrown);
      if (!isLost) world.at(back, () => settle.fail(failure));
    }
  }

  /** A failure as it comes over the line; what central did not fail with on purpose is a bug of central. */
  #failureOf(thrown: unknown): AppError {
    const { world, name } = this.#parts;
    if (!(thrown instanceof AppError)) {
      world.violate(`central has a bug: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    } else if (thrown.code === 'central-unreachable') return thrown;
    const body: FailureBody = failureBody.parse(JSON.parse(JSON.stringify(failureOf(thrown).body)));
    world.note(`central refused ${name}: ${body.error.code}`);
    return fromPlain(body.error);
  }

  #note(line: string): void {
    this.#parts.world.note(`${this.#parts.name} ${line}`);
  }
}
