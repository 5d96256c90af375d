import { useCallback } from 'react';
import type { DocumentRecord } from '#shared/model/document.ts';
import type { QuarterTurns } from '../pages/page-geometry.ts';
import { turnsOf } from '../pages/page-geometry.ts';
import { useRotatePageMutation, useRotationsQuery } from '../viewer-endpoints.ts';

export interface Turning {
  /** How pages were left is known: a page is not drawn upright only to be turned a moment later. */
  readonly isKnown: boolean;
  readonly turns: (index: number) => QuarterTurns;
  readonly turn: (index: number, by: 1 | -1) => void;
}

/** Turned pages, as this person left them. */
export function useTurns(documentId: DocumentRecord['id']): Turning {
  const { currentData, isError } = useRotationsQuery({ documentId });
  const [save] = useRotatePageMutation();
  const turns = useCallback((index: number) => turnsOf(currentData?.[String(index)] ?? 0), [currentData]);
  const turn = useCallback(
    (pageIndex: number, by: 1 | -1) =>
      void save({ documentId, pageIndex, quarterTurns: turnsOf(turns(pageIndex) + by) }),
    [documentId, save, turns],
  );
  return { isKnown: currentData !== undefined || isError, turns, turn };
}
