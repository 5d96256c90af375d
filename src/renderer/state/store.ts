import { combineSlices, configureStore, type ThunkAction, type UnknownAction } from '@reduxjs/toolkit';
import { useDispatch, useSelector } from 'react-redux';
import { conflictSlice } from './conflict-slice.ts';
import type { CoreCaller, StoreExtra } from './core-api.ts';
import { coreApi } from './core-api.ts';
import { coreLineSlice } from './core-line-slice.ts';
import { layerSlice } from './layer-slice.ts';
import { lockSlice } from './lock-slice.ts';
import { queuePlaceSlice } from './queue-place-slice.ts';
import { routeSlice } from './route-slice.ts';

const rootReducer = combineSlices(
  coreApi,
  routeSlice,
  queuePlaceSlice,
  lockSlice,
  coreLineSlice,
  layerSlice,
  conflictSlice,
);

/** One a window. */
export function makeStore(core: CoreCaller) {
  return configureStore({
    reducer: rootReducer,
    middleware: (standard) => standard({ thunk: { extraArgument: { core } } }).concat(coreApi.middleware),
    // The core's answers are shown in the same tick: the default waits for the next frame, 16 ms for nothing.
    enhancers: (standard) => standard({ autoBatch: { type: 'tick' } }),
    devTools: false,
  });
}

export type AppStore = ReturnType<typeof makeStore>;
export type RootState = ReturnType<typeof rootReducer>;
/** What a thunk of ours is; it gets the core. */
export type AppThunk<Value> = ThunkAction<Value, RootState, StoreExtra, UnknownAction>;
export type AppDispatch = AppStore['dispatch'];

export const useAppDispatch = useDispatch.withTypes<AppDispatch>();
export const useAppSelector = useSelector.withTypes<RootState>();
