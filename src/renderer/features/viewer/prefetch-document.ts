import type { DocumentRecord } from '#shared/model/document.ts';
import type { AppDispatch } from '../../state/store.ts';
import { scaleOf, turnedSize, turnsOf } from './pages/page-geometry.ts';
import { readingPlace, roomFor } from './pages/reading-place.ts';
import { drawInTurn } from './sources/drawing-queue.ts';
import { keepPage, keptPage } from './sources/picture-cache.ts';
import { openDocument } from './sources/use-source.ts';
import { viewerApi } from './viewer-endpoints.ts';

/** After every page that is in view or near it. */
const aheadUrgency = 8;

/**
 * Opens a document ahead and draws its first page for the room and the zoom that pages were last shown with, so that
 * switching to it shows it at once. Ahead is ahead: what fails here is shown when the document is really opened.
 */
export function prefetchDocument({ sha256, id }: DocumentRecord) {
  return async (dispatch: AppDispatch): Promise<void> => {
    try {
      const asked = dispatch(viewerApi.endpoints.rotations.initiate({ documentId: id }, { subscribe: false }));
      const source = await openDocument(dispatch, sha256);
      const turns = turnsOf((await asked).data?.['0'] ?? 0);
      const size = turnedSize(source.sizeOf(0), turns);
      const scale = scaleOf(size, readingPlace().zoom, roomFor(source.pageCount));
      const widthPx = Math.round(Math.round(size.width * scale) * window.devicePixelRatio);
      if (keptPage(sha256, 0, turns, widthPx) !== null) return;
      const { signal } = new AbortController();
      const drawn = await drawInTurn(
        () => aheadUrgency,
        signal,
        () => source.draw(0, widthPx, turns, signal),
      );
      keepPage(sha256, 0, turns, widthPx, drawn);
    } catch {
      // Said when the document is opened.
    }
  };
}
