import { DarkThemeRegular, LockClosedRegular, PersonRegular, SearchRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '#shared/contract/session.ts';
import type { SyncStatus } from '#shared/contract/sync.ts';
import { useChangeSettingsMutation, useLockStoreMutation } from '../../state/device-endpoints.ts';
import { layerOpened } from '../../state/layer-slice.ts';
import { lockedByPerson } from '../../state/lock-slice.ts';
import { useAppDispatch } from '../../state/store.ts';
import { useActions } from '../../ui/keys/actions.tsx';
import { KeyCaps } from '../../ui/keys/key-caps.tsx';
import type { TopBarPanel } from './top-bar-popover.tsx';
import { useSyncText } from './use-sync-text.ts';
import './top-bar.css';

const TopBarPopover = lazy(async () => ({ default: (await import('./top-bar-popover.tsx')).TopBarPopover }));

export interface TopBarProps {
  readonly session: Session | null;
  readonly sync: SyncStatus | undefined;
}

interface PanelButtonProps {
  readonly panel: TopBarPanel;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
}

/** A button that opens a panel below itself. The panel's code is loaded when it is first opened. */
function PanelButton({ panel, label, icon, children }: PanelButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => {
    setOpen(false);
    button.current?.focus();
  }, []);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="top-bar-button"
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        data-testid={`top-${panel}`}
        title={label}
        onClick={() => setOpen(!isOpen)}
      >
        {icon}
        {children}
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <TopBarPopover panel={panel} label={label} target={button} close={close} />
        </Suspense>
      )}
    </>
  );
}

function useWindowActions(): { readonly lock: () => void; readonly switchLanguage: () => void } {
  const { t, i18n } = useTranslation('frame');
  const dispatch = useAppDispatch();
  const [lockStore] = useLockStoreMutation();
  const [changeSettings] = useChangeSettingsMutation();
  const lock = (): void => {
    dispatch(lockedByPerson());
    void lockStore({});
  };
  const switchLanguage = (): void => void changeSettings({ language: i18n.language === 'fr' ? 'en' : 'fr' });
  useActions('everywhere', [
    { id: 'lock', label: t('lock'), keys: ['Ctrl+Shift+L'], whileTyping: true, run: lock },
    { id: 'language', label: t('language.label'), keys: ['Ctrl+Shift+F'], whileTyping: true, run: switchLanguage },
  ]);
  return { lock, switchLanguage };
}

export function TopBar({ session, sync }: TopBarProps) {
  const { t, i18n } = useTranslation(['frame', 'domain']);
  const { lock, switchLanguage } = useWindowActions();
  const dispatch = useAppDispatch();
  const other = i18n.language === 'fr' ? 'en' : 'fr';
  const actor = session?.actor;
  const { text: syncText, tone } = useSyncText(sync);
  const role = actor?.roles[0];
  const person =
    actor === undefined || role === undefined
      ? ''
      : t('frame:person.menu', { name: actor.name, role: t(`domain:role.${role}`), office: actor.officeId });
  return (
    <header className="top-bar">
      <span className="top-bar-name">{t('frame:app')}</span>
      <button
        type="button"
        className="top-bar-find"
        data-testid="open-palette"
        onClick={() => dispatch(layerOpened('palette'))}
      >
        <SearchRegular aria-hidden />
        <span>{t('frame:palette.open')}</span>
        <KeyCaps chord="Ctrl+K" />
      </button>
      <PanelButton panel="sync" label={syncText} icon={<i className="sync-dot" data-tone={tone} />}>
        <span data-testid="sync-text">{syncText}</span>
      </PanelButton>
      <button
        type="button"
        className="top-bar-button"
        lang={other}
        title={t('frame:language.label')}
        data-testid="switch-language"
        onClick={switchLanguage}
      >
        {t('frame:language.switch')}
      </button>
      <PanelButton panel="theme" label={t('frame:theme.label')} icon={<DarkThemeRegular aria-hidden />} />
      {actor !== undefined && (
        <PanelButton panel="person" label={person} icon={<PersonRegular aria-hidden />}>
          <span className="top-bar-person">{actor.name}</span>
        </PanelButton>
      )}
      <button
        type="button"
        className="top-bar-button"
        aria-label={t('frame:lock')}
        title={t('frame:lock')}
        data-testid="lock"
        onClick={lock}
      >
        <LockClosedRegular aria-hidden />
      </button>
    </header>
  );
}
