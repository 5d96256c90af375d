import { useEffect, useState } from 'react';
import type { PlainError } from '#shared/errors/app-error.ts';
import { AppError, fromPlain, toPlain } from '#shared/errors/app-error.ts';
import type { DocumentRecord } from '#shared/model/document.ts';
import type { StoreExtra } from '../../../state/core-api.ts';
import type { AppDispatch } from '../../../state/store.ts';
import { useAppDispatch } from '../../../state/store.ts';
import { viewerApi } from '../viewer-endpoints.ts';
import { forgetSource, forgetSources, holdSource, openSource, sourceOf } from './open-sources.ts';
import type { PageSource } from './page-source.ts';
import { forgetPages } from './picture-cache.ts';

/** Stores whose lock is followed. */
const followed = new WeakSet<StoreExtra['core']>();

/** A locked store leaves nothing of a file behind in the page. */
function forgetWhenLocked(_dispatch: AppDispatch, _state: unknown, { core }: StoreExtra): void {
  if (followed.has(core)) return;
  followed.add(core);
  core.on('store.changed', ({ state }) => {
    if (state === 'open') return;
    forgetSources();
    forgetPages();
  });
}

/** Opens a document's pages, or gives those that are open. */
export function openDocument(dispatch: AppDispatch, sha256: DocumentRecord['sha256']): Promise<PageSource> {
  dispatch(forgetWhenLocked);
  return sourceOf(sha256, async () => {
    const asked = dispatch(
      viewerApi.endpoints.documentFacts.initiate({ sha256 }, { forceRefetch: true, subscribe: false }),
    );
    const { data, error } = await asked;
    if (data !== undefined) return data;
    throw error === undefined ? new AppError('internal') : fromPlain(error as PlainError);
  });
}

export type OpenedSource =
  | { readonly state: 'opening' }
  | { readonly state: 'open'; readonly source: PageSource }
  | { readonly state: 'failed'; readonly error: PlainError };

interface Opened {
  readonly sha256: string;
  readonly attempt: number;
  readonly opened: OpenedSource;
}

/** The document in view; at once where it is open already. `again` tries once more after a failure. */
export function useSource(sha256: DocumentRecord['sha256']): { opened: OpenedSource; again: () => void } {
  const dispatch = useAppDispatch();
  const [attempt, setAttempt] = useState(0);
  const [last, setLast] = useState<Opened | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const settle = (opened: OpenedSource): void => {
      if (isCurrent) setLast({ sha256, attempt, opened });
    };
    openDocument(dispatch, sha256).then(
      (source) => settle({ state: 'open', source }),
      (thrown: unknown) => settle({ state: 'failed', error: toPlain(thrown) }),
    );
    const release = holdSource(sha256);
    return () => {
      isCurrent = false;
      release();
    };
  }, [dispatch, sha256, attempt]);
  const again = (): void => {
    forgetSource(sha256);
    setAttempt((count) => count + 1);
  };
  if (last?.sha256 === sha256 && last.attempt === attempt) return { opened: last.opened, again };
  const ready = openSource(sha256);
  return { opened: ready === null ? { state: 'opening' } : { state: 'open', source: ready }, again };
}
