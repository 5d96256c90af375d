import type { PayloadAction } from '@reduxjs/toolkit';
import { createSlice } from '@reduxjs/toolkit';

/** What stands over the whole window: the command palette, the list of keys, becoming a new device. One at a time. */
export type Layer = 'palette' | 'keys' | 'new-device';

interface LayerState {
  readonly open: Layer | null;
}

const initialState: LayerState = { open: null };

export const layerSlice = createSlice({
  name: 'layer',
  initialState,
  reducers: {
    layerOpened: (_state, { payload }: PayloadAction<Layer>): LayerState => ({ open: payload }),
    layerClosed: (): LayerState => initialState,
  },
  selectors: { selectLayer: (state): Layer | null => state.open },
});

export const { layerOpened, layerClosed } = layerSlice.actions;
export const { selectLayer } = layerSlice.selectors;
