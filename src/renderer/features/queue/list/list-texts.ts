import type { TFunction } from 'i18next';

/** Given down rather than asked for in each line: a subscription per cell would cost more than the cell. */
export type ListTexts = TFunction<['queue', 'domain']>;
