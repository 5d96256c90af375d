import { useCallback, useEffect, useRef, useState } from 'react';
import type { PlainError } from '#shared/errors/app-error.ts';
import { toPlain } from '#shared/errors/app-error.ts';
import { caseApi } from '../../../state/case-endpoints.ts';
import { coreApi } from '../../../state/core-api.ts';
import { type AppThunk, useAppDispatch } from '../../../state/store.ts';
import { type DocumentFacts, sendFile } from './send-file.ts';

export interface AddingDocument {
  /** True once the document is on the case and on the disk. */
  readonly add: (file: File, facts: DocumentFacts) => Promise<boolean>;
  readonly error: PlainError | null;
  /** Share of the file that is stored, 0 to 1; null while nothing is under way. */
  readonly progress: number | null;
}

const addDocument =
  (file: File, facts: DocumentFacts, watch: Parameters<typeof sendFile>[3]): AppThunk<Promise<void>> =>
  async (dispatch, _state, { core }) => {
    const view = await sendFile(core, file, facts, watch);
    void dispatch(caseApi.util.upsertQueryData('caseView', { caseId: facts.caseId }, view));
    dispatch(coreApi.util.invalidateTags(['Outbox', 'Storage']));
  };

/** Adds a file to the open case; leaving the screen gives a file up that is still on its way into the store. */
export function useAddDocument(): AddingDocument {
  const dispatch = useAppDispatch();
  const [error, setError] = useState<PlainError | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const add = useCallback(
    async (file: File, facts: DocumentFacts): Promise<boolean> => {
      const abort = new AbortController();
      running.current = abort;
      setError(null);
      setProgress(0);
      try {
        const onProgress = (bytes: number): void => setProgress(bytes / Math.max(1, file.size));
        await dispatch(addDocument(file, facts, { onProgress, signal: abort.signal }));
        return true;
      } catch (thrown) {
        if (!abort.signal.aborted) setError(toPlain(thrown));
        return false;
      } finally {
        running.current = null;
        setProgress(null);
      }
    },
    [dispatch],
  );
  return { add, error, progress };
}
