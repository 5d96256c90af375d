import { hash } from 'node:crypto';
import { leafHash, nodeHash } from '#central/audit/hashes.ts';
import { logSigner } from '#central/audit/log-signer.ts';
import type { CommandEnvelope } from '#shared/protocol/command-envelope.ts';
import { chainedText } from '#shared/protocol/command-envelope.ts';
import { actEntry, entryText, resultText } from '#shared/protocol/log-entry.ts';
import { consistencySpans, foldNodes, nodesOf, type Span } from '#shared/protocol/merkle.ts';
import { growTree } from '#shared/protocol/merkle-run.ts';
import type { CommandResult, PushRequest, PushResponse } from '#shared/protocol/push-commands.ts';
import type { LogIdentity, ProvenHead } from '#shared/protocol/tree-head.ts';
import { now } from './case-fixtures.ts';

/** An Ed25519 key that is no secret: the same in every run. */
export const testLogKey = `302e020100300506032b657004220420${'5a'.repeat(32)}`;
export const testLog: LogIdentity = {
  logId: '7e57ab1e-0000-4000-8000-000000000001',
  key: '0d7550754e0800a5d237eef5826035766b9b3e5a15868a940ab289958788e3b0',
};

/** One stream of a log in memory, whole: hashes are made anew for each proof. */
export class ToyLog {
  readonly #stream: string;
  identity = testLog;
  leaves: string[] = [];

  constructor(stream: string) {
    this.#stream = stream;
  }

  /** @returns the entry's number */
  append(envelope: CommandEnvelope, result: CommandResult): number {
    const own = hash('sha256', chainedText(envelope));
    const resultHash = hash('sha256', resultText(result));
    const entry = actEntry({ envelope, hash: own, result, resultHash, from: '192.0.2.1' });
    return this.leaves.push(leafHash(entryText(this.#stream, this.leaves.length + 1, entry)));
  }

  head(knownSize: number, epoch: string): ProvenHead {
    const size = this.leaves.length;
    const { root } = growTree({ size: 0, peaks: [] }, this.leaves, nodeHash);
    const head = logSigner(testLog, testLogKey, epoch).sign({ stream: this.#stream, size, root, at: now });
    return {
      head,
      consistency: consistencySpans(knownSize, size).map((span) => foldNodes(this.#nodes(span), nodeHash)),
    };
  }

  /** Proves acts one by one. */
  prove(
    places: ReadonlyMap<number, number>,
    { commands, heads = [] }: PushRequest,
    epoch: string,
  ): PushResponse['log'] {
    const size = this.leaves.length;
    const runs = commands.map(({ n }) => {
      const first = places.get(n) ?? 0;
      const around = {
        left: this.#nodes({ begin: 0, end: first - 1 }),
        right: this.#nodes({ begin: first, end: size }),
      };
      return { stream: this.#stream, first, acts: [n], from: '192.0.2.1', hasResult: true, ...around };
    });
    const known = heads.find((each) => each.stream === this.#stream)?.size ?? 0;
    return { heads: [this.head(known, epoch)], runs };
  }

  #nodes(span: Span): string[] {
    return nodesOf(span).map(({ level, index }) => {
      const own = this.leaves.slice(index * 2 ** level, (index + 1) * 2 ** level);
      return growTree({ size: 0, peaks: [] }, own, nodeHash).root;
    });
  }
}
