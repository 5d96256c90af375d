import type { Actor } from '#shared/model/actor.ts';
import type { Instant } from '#shared/model/ids.ts';
import type { NewsEvent } from '#shared/protocol/news.ts';

/** Who a stream of news is for, and until when. */
export interface NewsReader {
  readonly who: Actor;
  readonly clientId: string;
  readonly expiresAt: Instant;
}

/** What a stream says; a beat is a sign of life. */
export type NewsMessage = NewsEvent | { readonly kind: 'beat' };
