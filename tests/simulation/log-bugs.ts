import { logSigner } from '#central/audit/log-signer.ts';
import type { ProvenHead } from '#shared/protocol/tree-head.ts';
import { testLog, testLogKey } from '#support/toy-log.ts';
import { type MakeDisk, type MakeNetwork, replaced } from './client-bugs.ts';

/** A head with another root, signed all the same: a second log beside the first. */
function forked({ head, consistency }: ProvenHead): ProvenHead {
  const { stream, size, at, epoch } = head;
  const root = `${head.root.startsWith('0') ? '1' : '0'}${head.root.slice(1)}`;
  return { head: logSigner(testLog, testLogKey, epoch).sign({ stream, size, root, at }), consistency };
}

/** Central shows some of the devices another log than the one that it keeps, properly signed. */
export const logForks: MakeNetwork = (network, _client, random) =>
  replaced(network, {
    feed: async (ask, signal) => {
      const response = await network.feed(ask, signal);
      return response.log === null || !random.chance(0.1) ? response : { ...response, log: forked(response.log) };
    },
  });

/** Central answers an act with what it answered another. */
export const receiptOfOtherAct: MakeNetwork = (network, _client, random) =>
  replaced(network, {
    push: async (request, signal) => {
      const response = await network.push(request, signal);
      const [first, second, ...rest] = response.results;
      if (first === undefined || second === undefined || !random.chance(0.3)) return response;
      const swapped = [
        { ...first, receipt: second.receipt },
        { ...second, receipt: first.receipt },
      ];
      return { ...response, results: [...swapped, ...rest] };
    },
  });

/** The device takes an answer for good and keeps no proof of it. */
export const proofDropped: MakeDisk = (disk, _client, random) =>
  replaced(disk, {
    takeResults: (response, proofs) => disk.takeResults(response, random.chance(0.2) ? [] : proofs),
  });
