import { openShapedLink } from '../support/shaped-link.ts';
import type { Child } from './child.ts';
import { changeSets, type FarRound, farLink, offlineEdits, pushedEdits, type Round } from './engine.ts';

export interface Loaded {
  readonly ms: number;
  readonly cpuMs: number;
  /** Until the word index stands; of engines that have one. */
  readonly wordsMs?: number;
  readonly cases: number;
}

/** What differs from engine to engine in the same game. */
export interface Player {
  newClient(): Child;
  /** The first load from a server at this address. */
  load(client: Child, url: string): Promise<Loaded>;
  /** 100 changes by somebody else: ms from their being stored at the server to the client having stored them. */
  change(client: Child, set: number): Promise<number>;
  /** Is told of the flushes that were measured beside the edits. */
  flushed?(floor: readonly number[]): void;
}

/** One round with a fresh client. */
export async function playRound(player: Player, url: string): Promise<Round> {
  const client = player.newClient();
  try {
    const loaded = await player.load(client, url);
    const changes: number[] = [];
    for (let set = 0; set < changeSets; set += 1) changes.push(await player.change(client, set));
    const asked = { rounds: offlineEdits };
    const { runs, floor = [] } = await client.ask<{ runs: number[]; floor?: number[] }>('edit', asked);
    player.flushed?.(floor);
    const first = await client.ask<{ ms: number }>('push', { count: pushedEdits - offlineEdits });
    const later = await client.ask<{ ms: number }>('push', { count: pushedEdits });
    const { peakMb } = await client.ask<{ peakMb: number }>('memory');
    return {
      initialMs: loaded.ms,
      initialCpuMs: loaded.cpuMs,
      wordsMs: loaded.wordsMs ?? null,
      changes,
      edits: runs,
      pushFirstMs: first.ms,
      pushLaterMs: later.ms,
      clientPeakMb: peakMb,
    };
  } finally {
    await client.stop();
  }
}

/** Loads over a link that only counts, then sends over one that is slow and far. */
export async function playFar(player: Player, url: string): Promise<FarRound> {
  const counting = await openShapedLink(url, { roundTripMs: 0, bitsPerSecond: null });
  const far = await openShapedLink(url, farLink);
  const client = player.newClient();
  try {
    await player.load(client, counting.url);
    const initial = counting.take();
    // What a first push only does once is left behind before the link is slow.
    await client.ask('push', { count: 1 });
    await client.ask('reach', { url: far.url });
    far.take();
    const { ms } = await client.ask<{ ms: number }>('push', { count: pushedEdits });
    const pushed = far.take();
    return {
      initialBytes: initial.up + initial.down,
      pushMs: ms,
      pushRoundTrips: pushed.roundTrips,
      pushBytes: pushed.up + pushed.down,
    };
  } finally {
    await client.stop();
    await counting.stop();
    await far.stop();
  }
}
