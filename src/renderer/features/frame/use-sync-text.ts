import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '#shared/contract/sync.ts';
import { useFormat } from '../../ui/format/use-format.ts';
import type { SyncCondition, SyncTone, SyncWord } from './sync-words.ts';
import { syncCondition, syncTone, syncWords } from './sync-words.ts';

/** How often the words are looked at again although nothing was told: what was true goes stale by itself. */
const lookEveryMs = 15_000;

/** This moment, to some seconds. After a sleep of the machine it is right at once: timers that were due fire on waking. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), lookEveryMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}

export interface SyncText {
  /** `Offline since 09:10, 3 decisions waiting`. */
  readonly text: string;
  readonly tone: SyncTone;
  readonly condition: SyncCondition;
}

/** The sync state as one text, with its colour. */
export function useSyncText(status: SyncStatus | undefined): SyncText {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const now = useNow();
  const say = (word: SyncWord): string => {
    const text = t(`sync.${word.key}`, {
      ...(word.at === undefined ? {} : { time: format.recent(word.at) }),
      ...(word.count === undefined ? {} : { count: word.count, n: format.number(word.count) }),
      ...(word.done === undefined ? {} : { done: format.number(word.done) }),
      ...(word.of === undefined ? {} : { of: format.number(word.of) }),
    });
    return word.why === undefined ? text : t('sync.stoppedWhy', { stopped: text, why: t(`sync.why.${word.why}`) });
  };
  return {
    text: syncWords(status, now).map(say).join(', '),
    tone: syncTone(status, now),
    condition: syncCondition(status, now),
  };
}
