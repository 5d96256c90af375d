import type { DocumentRecord } from '#shared/model/document.ts';
import type { AppDispatch } from '../../state/store.ts';
import { scaleOf } from './pages/page-geometry.ts';
import { roomLastSeen } from './pages/use-room.ts';
import { drawInTurn } from './sources/drawing-queue.ts';
import { keepPicture, keptPicture } from './sources/picture-cache.ts';
import { openDocument } from './sources/use-source.ts';
import { viewerApi } from './viewer-endpoints.ts';

/**
 * Opens a document ahead and draws its first page for the room that pages were last shown in, so that switching to it
 * shows it at once. Ahead is ahead: what fails here is shown when the document is really opened.
 */
export function prefetchDocument({ sha256, id }: DocumentRecord) {
  return async (dispatch: AppDispatch): Promise<void> => {
    try {
      void dispatch(viewerApi.endpoints.rotations.initiate({ documentId: id }, { subscribe: false }));
      const source = await openDocument(dispatch, sha256);
      const size = source.sizeOf(0);
      const scale = scaleOf(size, { fit: 'width' }, roomLastSeen());
      const widthPx = Math.round(Math.round(size.width * scale) * window.devicePixelRatio);
      if (keptPicture(sha256, 0, 0, widthPx) !== null) return;
      const { signal } = new AbortController();
      keepPicture(sha256, 0, 0, widthPx, await drawInTurn(3, signal, () => source.draw(0, widthPx, 0, signal)));
    } catch {
      // Said when the document is opened.
    }
  };
}
