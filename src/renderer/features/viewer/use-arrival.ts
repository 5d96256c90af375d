import { useEffect, useRef } from 'react';
import type { DocumentRecord } from '#shared/model/document.ts';
import { viewerApi } from './viewer-endpoints.ts';

/** Calls `arrived` when a document that was missing has come: the core says so and its facts go stale. */
export function useArrival(sha256: DocumentRecord['sha256'], isAwaited: boolean, arrived: () => void): void {
  const { data, fulfilledTimeStamp } = viewerApi.endpoints.documentFacts.useQuery({ sha256 }, { skip: !isAwaited });
  const lastAt = useRef(0);
  const presence = data?.presence;
  useEffect(() => {
    if (!isAwaited || presence !== 'present' || fulfilledTimeStamp === lastAt.current) return;
    lastAt.current = fulfilledTimeStamp ?? 0;
    arrived();
  }, [isAwaited, presence, fulfilledTimeStamp, arrived]);
}
