import type { CaseState } from '#shared/model/case-state.ts';
import type { Act } from '../outbox/store.ts';
import type { BaseCase } from './case-store.ts';

/** A case as a person sees it: central's state, the acts of this device on top, and what these come to. */
export interface CaseOnDevice {
  readonly base: BaseCase;
  readonly overlay: readonly Act[];
  readonly state: CaseState;
}
