import { createSlice } from '@reduxjs/toolkit';

interface LockState {
  /** The person locked this window: the keychain must not open it again by itself. */
  readonly byPerson: boolean;
}

const initialState: LockState = { byPerson: false };

export const lockSlice = createSlice({
  name: 'lock',
  initialState,
  reducers: {
    lockedByPerson: (): LockState => ({ byPerson: true }),
    openedAgain: (): LockState => ({ byPerson: false }),
  },
  selectors: { selectLockedByPerson: (state): boolean => state.byPerson },
});

export const { lockedByPerson, openedAgain } = lockSlice.actions;
export const { selectLockedByPerson } = lockSlice.selectors;
