import { CheckmarkCircleRegular, ErrorCircleRegular, WarningRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { TripDevice, TripEstimate } from '#shared/contract/trip.ts';
import { useSyncStatusQuery } from '../../state/device-endpoints.ts';
import { useFormat } from '../../ui/format/use-format.ts';
import { type DeviceCheck, deviceChecks } from './device-checks.ts';

const icons = { good: CheckmarkCircleRegular, warn: WarningRegular, bad: ErrorCircleRegular } as const;

export interface DeviceFactsProps {
  readonly device: TripDevice;
  readonly estimate: TripEstimate;
}

/** What the device itself brings along: its key, the sign-in, the clock, room, and what has not been sent. */
export function DeviceFacts({ device, estimate }: DeviceFactsProps) {
  const { t } = useTranslation('trip');
  const words = useCheckWords();
  const { data: sync } = useSyncStatusQuery({});
  const checks = deviceChecks(device, estimate, sync?.state ?? 'offline');
  return (
    <section className="trip-card" aria-labelledby="trip-device" data-testid="trip-device">
      <h2 id="trip-device">{t('device.title')}</h2>
      <ul className="trip-checks">
        {checks.map((check) => {
          const Icon = icons[check.tone];
          return (
            <li key={check.id} data-tone={check.tone} data-check={check.id}>
              <Icon aria-hidden />
              <span>
                <span className="visually-hidden">{t(`tone.${check.tone}`)} </span>
                {words(check)}
              </span>
            </li>
          );
        })}
      </ul>
      <p className="form-note">{t('device.letters')}</p>
    </section>
  );
}

function useCheckWords(): (check: DeviceCheck) => string {
  const { t } = useTranslation('trip');
  const format = useFormat();
  return (check) => {
    switch (check.id) {
      case 'key':
        return t(`device.key.${check.word}`);
      case 'signIn':
        return t(`device.signIn.${check.word}`, { time: format.moment(check.at) });
      case 'inStep':
        return t(`device.inStep.${check.word}`, { time: check.at === null ? '' : format.recent(check.at) });
      case 'waiting':
        return check.word === 'none' ? t('device.waiting.none') : t('device.waiting.some', { count: check.count });
      case 'clock':
        return t(`device.clock.${check.word}`, { seconds: format.number(check.seconds) });
      case 'budget':
        return t('device.budget.beyond', { size: format.bytes(check.bytes) });
      case 'room':
        return t(`device.room.${check.word}`, { size: format.bytes(check.bytes) });
    }
  };
}
