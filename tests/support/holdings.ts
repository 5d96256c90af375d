import { createHash } from 'node:crypto';
import { invariant } from '#shared/errors/result.ts';
import { apply } from '#shared/model/apply.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { FeedResponse } from '#shared/protocol/pull-feed.ts';
import { digestLine } from '#shared/protocol/pull-feed.ts';

/** What a client keeps: the cases of one partition, folded from the messages as the protocol says. */
export class Holdings {
  readonly cases = new Map<string, { state: CaseState; sight: string }>();
  at = 0;

  take(page: FeedResponse): void {
    let n = page.after;
    for (const row of page.rows) {
      const first = row.kind === 'hidden' ? row.n - row.count + 1 : row.n;
      invariant(first === n + 1, 'no number is missing');
      n = row.n;
      if (row.kind === 'state') {
        invariant(row.entered === !this.cases.has(row.caseId), 'entered says whether the case was here');
        this.cases.set(row.caseId, { state: row.state, sight: row.sight });
      }
      if (row.kind === 'left') invariant(this.cases.delete(row.caseId), 'what leaves was here');
      if (row.kind === 'events') {
        const held = this.cases.get(row.caseId);
        invariant(held !== undefined, 'events are of a case that is here');
        this.cases.set(row.caseId, { ...held, state: row.events.reduce(apply, held.state) });
      }
    }
    invariant(n === page.to, 'the page ends where it says');
    this.at = page.to;
  }

  digest(): string {
    const ids = [...this.cases.keys()].sort();
    const lines = ids.map((id) =>
      digestLine(id, this.cases.get(id)?.state.version ?? -1, this.cases.get(id)?.sight ?? ''),
    );
    return createHash('sha256').update(lines.join('\n')).digest('hex');
  }
}
