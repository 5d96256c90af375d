import type { PayloadAction } from '@reduxjs/toolkit';
import { createSlice } from '@reduxjs/toolkit';

/** How the line to the core is: `connecting` at the start, `lost` while the core is started again, `failed` when that was given up. */
export type CoreLineState = 'connecting' | 'ready' | 'lost' | 'failed';

interface LineState {
  readonly now: CoreLineState;
  /** It was lost in this window's life and has come back: said once, then put away. */
  readonly cameBack: boolean;
}

const initialState: LineState = { now: 'connecting', cameBack: false };

export const coreLineSlice = createSlice({
  name: 'coreLine',
  initialState,
  reducers: {
    coreLineChanged(state, { payload }: PayloadAction<CoreLineState>): LineState {
      const wasDown = state.now === 'lost' || state.now === 'failed';
      return { now: payload, cameBack: (wasDown || state.cameBack) && payload !== 'lost' && payload !== 'failed' };
    },
    returnNoticed: (state): LineState => ({ ...state, cameBack: false }),
  },
  selectors: {
    selectCoreLine: (state): CoreLineState => state.now,
    selectCameBack: (state): boolean => state.cameBack && state.now === 'ready',
  },
});

export const { coreLineChanged, returnNoticed } = coreLineSlice.actions;
export const { selectCoreLine, selectCameBack } = coreLineSlice.selectors;
