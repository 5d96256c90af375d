import { AppError } from '#shared/errors/app-error.ts';
import { aheadCharactersMaximum, aheadMaximum } from '#shared/protocol/bootstrap.ts';
import type { LoadedCase, LoadedLine } from '../../sync/ports.ts';
import { idOfFullLine, readLine } from './read-line.ts';

interface Ahead {
  readonly line: LoadedCase;
  readonly characters: number;
}

/** Some of the page before may be left when those of the next come. */
const pagesAhead = 2;

/**
 * The lines of one stream of a load. Cases that come ahead of a packed block are kept until their place in the order of ids
 * has come, and stand there for what the block says of them. Whatever comes out of here is in that order, each case once.
 */
export class LineReader {
  /** Cases that came ahead, in order, still to be given. */
  readonly #ahead: Ahead[] = [];
  #aheadCharacters = 0;
  /** How many of the next lines come ahead. */
  #due = 0;
  /** The last case that was given. */
  #last: string;

  /** @param cursor where a stream that was cut goes on */
  constructor(cursor: string | null) {
    this.#last = cursor ?? '';
  }

  /**
   * Where a line is refused, those before it are given first: each case that came whole stands for itself. What came ahead
   * of its place is not given before it, so a stream that is cut goes on behind the last case that was given.
   * Errors: `central-refused`.
   */
  *read(lines: readonly string[]): Generator<LoadedLine[], void, undefined> {
    const given: LoadedLine[] = [];
    try {
      for (const line of lines) this.#take(line, given);
    } finally {
      if (given.length > 0) yield given;
    }
  }

  #take(line: string, given: LoadedLine[]): void {
    // What the block says of a case that came ahead need not even be read.
    const [next] = this.#ahead;
    if (this.#due === 0 && next !== undefined && idOfFullLine(line) === next.line.state.id)
      return this.#giveNext(given);
    const read = readLine(line);
    if (this.#due > 0) return this.#keep(read, line.length);
    if (read.kind === 'ahead') {
      if (this.#ahead.length + read.cases > pagesAhead * aheadMaximum) throw refused();
      this.#due = read.cases;
      return;
    }
    const id = read.kind === 'case' ? read.state.id : null;
    if (read.kind !== 'header') this.#giveBefore(id, given);
    if (id !== null && this.#ahead[0]?.line.state.id === id) return this.#giveNext(given);
    this.#give(read, given);
  }

  #keep(read: ReturnType<typeof readLine>, characters: number): void {
    const isOrdered = read.kind === 'case' && read.state.id > (this.#ahead.at(-1)?.line.state.id ?? this.#last);
    if (!isOrdered || this.#aheadCharacters > pagesAhead * aheadCharactersMaximum) throw refused();
    this.#aheadCharacters += characters;
    this.#due -= 1;
    this.#ahead.push({ line: read, characters });
  }

  /** Gives what came ahead and belongs before a case; all of it at the end (null). */
  #giveBefore(id: string | null, given: LoadedLine[]): void {
    for (let next = this.#ahead[0]; next !== undefined; next = this.#ahead[0]) {
      if (id !== null && next.line.state.id >= id) return;
      this.#giveNext(given);
    }
  }

  #giveNext(given: LoadedLine[]): void {
    const next = this.#ahead.shift();
    if (next === undefined) return;
    this.#aheadCharacters -= next.characters;
    this.#give(next.line, given);
  }

  #give(line: LoadedLine, given: LoadedLine[]): void {
    if (line.kind === 'case') {
      if (line.state.id <= this.#last) throw refused();
      this.#last = line.state.id;
    }
    given.push(line);
  }
}

/** Central orders its lines; the content is not quoted. */
function refused(): AppError {
  return new AppError('central-refused', { malformed: true });
}
