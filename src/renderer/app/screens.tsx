import {
  AirplaneTakeOffRegular,
  AppsListRegular,
  PeopleTeamRegular,
  SendRegular,
  SettingsRegular,
} from '@fluentui/react-icons';
import type { ComponentType } from 'react';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '#shared/contract/session.ts';
import type { Role } from '#shared/model/actor.ts';
import type { RailEntry } from '../features/frame/rail.tsx';
import { QueueScreen } from '../features/queue/queue-screen.tsx';
import type { ScreenId } from '../state/route-slice.ts';
import { selectRoute } from '../state/route-slice.ts';
import { useAppSelector } from '../state/store.ts';
import { ScreenBoundary } from '../ui/feedback/screen-boundary.tsx';
import { Waiting } from '../ui/feedback/waiting.tsx';

async function loadCase() {
  return { default: (await import('../features/case-file/case-screen.tsx')).CaseScreen };
}

/**
 * Every screen by its route. To add one: a route in state/route-slice.ts, a line here, a name in the `frame` catalogue
 * (`screen.<id>`). All but the queue are loaded when they are first opened.
 */
const screens: Readonly<Record<ScreenId, ComponentType>> = {
  queue: QueueScreen,
  case: lazy(loadCase),
  outbox: lazy(async () => ({ default: (await import('../features/outbox/outbox-screen.tsx')).OutboxScreen })),
  workload: lazy(async () => ({ default: (await import('../features/workload/workload-screen.tsx')).WorkloadScreen })),
  trip: lazy(async () => ({ default: (await import('../features/trip/trip-screen.tsx')).TripScreen })),
  settings: lazy(async () => ({ default: (await import('../features/settings/settings-screen.tsx')).SettingsScreen })),
};

const everyEntry: readonly (RailEntry & { readonly roles: readonly Role[] | 'all' })[] = [
  { screen: 'queue', icon: AppsListRegular, roles: 'all' },
  { screen: 'workload', icon: PeopleTeamRegular, roles: ['supervisor'] },
  { screen: 'outbox', icon: SendRegular, roles: 'all' },
  { screen: 'trip', icon: AirplaneTakeOffRegular, roles: 'all' },
  { screen: 'settings', icon: SettingsRegular, roles: 'all' },
];

/** The rail of a person: only what their roles may use. */
export function railEntries(session: Session | null): readonly RailEntry[] {
  const held = session?.actor.roles ?? [];
  return everyEntry.filter(({ roles }) => roles === 'all' || roles.some((role) => held.includes(role)));
}

/** The screen of the present route. Focus goes to it when the route changes, so that a screen reader starts there. */
export function Screen() {
  const { t } = useTranslation('frame');
  const route = useAppSelector(selectRoute);
  const place = useRef<HTMLDivElement>(null);
  const isFirst = useRef(true);
  const { screen } = route;
  useEffect(() => {
    document.title = `${t(`screen.${screen}`)} – Dossier`;
  }, [screen, t]);
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else if (place.current?.contains(document.activeElement) !== true) place.current?.focus();
  }, [screen]);
  useEffect(() => {
    // The next thing an officer does is open a case: its code is read while nothing else is to be done.
    const handle = requestIdleCallback(() => void loadCase());
    return () => cancelIdleCallback(handle);
  }, []);
  const Shown = screens[screen];
  return (
    <div className="screen-place" ref={place} tabIndex={-1}>
      <ScreenBoundary key={screen}>
        <Suspense fallback={<Waiting label={t('loading')} />}>
          <Shown />
        </Suspense>
      </ScreenBoundary>
    </div>
  );
}
