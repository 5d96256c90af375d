import { useEffect, useState } from 'react';
import type { PlainError } from '#shared/errors/app-error.ts';
import { toPlain } from '#shared/errors/app-error.ts';
import type { DocumentRecord } from '#shared/model/document.ts';
import type { AppDispatch } from '../../../state/store.ts';
import { useAppDispatch } from '../../../state/store.ts';
import { viewerApi } from '../viewer-endpoints.ts';
import { AppError, fromPlain } from '#shared/errors/app-error.ts';
import { forgetSource, sourceOf } from './open-sources.ts';
import type { PageSource } from './page-source.ts';

/** Opens a document's pages, or gives those that are open. */
export function openDocument(dispatch: AppDispatch, sha256: DocumentRecord['sha256']): Promise<PageSource> {
  return sourceOf(sha256, async () => {
    const asked = dispatch(viewerApi.endpoints.documentFacts.initiate({ sha256 }, { forceRefetch: true, subscribe: false }));
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

/** The document in view. `again` tries once more after a failure; `arrived` does so when its bytes have come. */
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
    return () => {
      isCurrent = false;
    };
  }, [dispatch, sha256, attempt]);
  const opened: OpenedSource =
    last?.sha256 === sha256 && last.attempt === attempt ? last.opened : { state: 'opening' };
  const again = (): void => {
    forgetSource(sha256);
    setAttempt((count) => count + 1);
  };
  return { opened, again };
}
