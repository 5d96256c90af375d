import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '#shared/contract/session.ts';
import type { SyncStatus } from '#shared/contract/sync.ts';
import { useSyncStatusQuery } from '../../state/device-endpoints.ts';
import { selectCanGoBack, wentBack, wentTo } from '../../state/route-slice.ts';
import { useAppDispatch, useAppSelector } from '../../state/store.ts';
import { CoreBanner } from '../../ui/feedback/core-banner.tsx';
import { useNotices } from '../../ui/feedback/notices.tsx';
import { useActions } from '../../ui/keys/actions.tsx';
import { Layers } from './layers.tsx';
import type { RailEntry } from './rail.tsx';
import { Rail } from './rail.tsx';
import { RecoveryNotice } from './recovery-notice.tsx';
import type { SyncCondition } from './sync-words.ts';
import { TopBar } from './top-bar.tsx';
import { useSyncText } from './use-sync-text.ts';
import './frame.css';

export interface FrameProps {
  readonly entries: readonly RailEntry[];
  readonly session: Session | null;
  readonly children: ReactNode;
}

/** What stands around every screen. */
export function Frame({ entries, session, children }: FrameProps) {
  const { t } = useTranslation('frame');
  const dispatch = useAppDispatch();
  const canGoBack = useAppSelector(selectCanGoBack);
  const { data: sync } = useSyncStatusQuery({});
  useSyncAnnouncement(sync);
  useActions('everywhere', [
    { id: 'back', label: t('back'), keys: ['Alt+ArrowLeft'], enabled: canGoBack, run: () => void dispatch(wentBack()) },
    { id: 'prepare-offline', label: t('sync.toTrip'), run: () => void dispatch(wentTo({ screen: 'trip' })) },
  ]);
  return (
    <div className="frame">
      <a className="skip-link" href="#content">
        {t('skip')}
      </a>
      <TopBar session={session} sync={sync} />
      <Rail entries={entries} refused={sync?.waiting.refused ?? 0} />
      <main className="frame-content" id="content" tabIndex={-1}>
        <CoreBanner />
        <RecoveryNotice />
        {children}
      </main>
      <Layers />
    </div>
  );
}

/** What comes and goes by itself within seconds is not worth an interruption. */
const passing: ReadonlySet<SyncCondition> = new Set<SyncCondition>([
  'unknown',
  'syncing',
  'loading',
  'healing',
  'behind',
  'held',
]);
const settledMs = 2000;

/** Says a change of the sync state to a screen reader once it has lasted: going offline and coming back, not every count. */
function useSyncAnnouncement(sync: SyncStatus | undefined): void {
  const { announce } = useNotices();
  const { text, condition } = useSyncText(sync);
  const said = useRef<SyncCondition | null>(null);
  useEffect(() => {
    if (passing.has(condition) || said.current === condition) return undefined;
    const timer = setTimeout(() => {
      if (said.current !== null) announce(text);
      said.current = condition;
    }, settledMs);
    return () => clearTimeout(timer);
  }, [condition, text, announce]);
}
