import type { PayloadAction } from '@reduxjs/toolkit';
import { createSlice } from '@reduxjs/toolkit';

interface ConflictState {
  /** Number of the act whose conflict is being looked at; null where none is. */
  readonly shown: number | null;
}

const initialState: ConflictState = { shown: null };

/** The explained conflict that stands over the window, wherever it was opened from. */
export const conflictSlice = createSlice({
  name: 'conflict',
  initialState,
  reducers: {
    conflictShown: (_state, { payload }: PayloadAction<number>): ConflictState => ({ shown: payload }),
    conflictLeft: (): ConflictState => initialState,
  },
  selectors: { selectConflict: (state): number | null => state.shown },
});

export const { conflictShown, conflictLeft } = conflictSlice.actions;
export const { selectConflict } = conflictSlice.selectors;
