import type { StoreStatus } from '#shared/contract/session.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Opening fails in these ways, and each is a state that the screen explains. */
const stateOfCode: ReadonlyMap<string, StoreStatus['state']> = new Map<string, StoreStatus['state']>([
  ['store-in-use', 'in-use'],
  ['store-corrupt', 'corrupt'],
  ['store-too-new', 'too-new'],
  ['keychain-changed', 'keychain-changed'],
]);

export function stateOfFailure(thrown: unknown): StoreStatus['state'] | undefined {
  return thrown instanceof AppError ? stateOfCode.get(thrown.code) : undefined;
}

export function isCorrupt(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'store-corrupt';
}

export function isBadBackup(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'backup-damaged';
}
