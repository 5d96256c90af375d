import { viewerContract } from '#shared/contract/case-file.ts';
import { bindHandlers, type CallContext, type DispatchTable } from '#shared/contract/frame-dispatcher.ts';
import { documentsContract } from '#shared/contract/host-contract.ts';
import type { Sha256 } from '#shared/model/ids.ts';
import type { ClientContext } from '../../ports/client-lane.ts';
import type { Viewer } from './service.ts';

/** The `viewer.*` part of the contract, for windows. */
export function viewerHandlers(viewer: Viewer): DispatchTable<ClientContext> {
  return bindHandlers<typeof viewerContract, ClientContext>(viewerContract, {
    'viewer.facts': ({ sha256 }) => viewer.facts(sha256),
    'viewer.fetch': ({ sha256 }) => ({ presence: viewer.fetch(sha256) }),
    'viewer.rotations': ({ documentId }) => viewer.rotations(documentId),
    'viewer.rotate': ({ documentId, pageIndex, quarterTurns }) => {
      viewer.rotate(documentId, pageIndex, quarterTurns);
      return {};
    },
  });
}

/** What main asks for the document protocol. */
export function documentHandlers(viewer: Viewer): DispatchTable<CallContext> {
  return bindHandlers<typeof documentsContract, CallContext>(documentsContract, {
    'document.head': ({ sha256 }) => viewer.head(sha256 as Sha256),
    'document.read': ({ sha256, start, endExclusive }) => viewer.bytes(sha256 as Sha256, start, endExclusive),
    'page.render': (args, { isCancelled }) => viewer.render(args, isCancelled),
  });
}
