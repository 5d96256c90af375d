import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '#shared/contract/sync.ts';
import { useFormat } from '../../ui/format/use-format.ts';
import type { SyncWord } from './sync-words.ts';
import { syncWords } from './sync-words.ts';

/** The sync state as one text: `Offline since 09:10, 3 decisions waiting`. */
export function useSyncText(status: SyncStatus | undefined): string {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const say = (word: SyncWord): string =>
    t(`sync.${word.key}`, {
      ...(word.at === undefined ? {} : { time: format.recent(word.at) }),
      ...(word.count === undefined ? {} : { count: word.count }),
      ...(word.done === undefined ? {} : { done: format.number(word.done) }),
      ...(word.of === undefined ? {} : { of: format.number(word.of) }),
    });
  return syncWords(status).map(say).join(', ');
}
