import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useConflictsQuery } from '../../state/conflict-endpoints.ts';
import { conflictShown, selectConflict } from '../../state/conflict-slice.ts';
import { layerClosed, layerOpened, selectLayer } from '../../state/layer-slice.ts';
import { useAppDispatch, useAppSelector } from '../../state/store.ts';
import { ScreenBoundary } from '../../ui/feedback/screen-boundary.tsx';
import { useActions } from '../../ui/keys/actions.tsx';

const Palette = lazy(async () => ({ default: (await import('./palette/palette.tsx')).Palette }));
const ConflictLayer = lazy(async () => ({ default: (await import('../conflict/index.ts')).ConflictLayer }));
const NewDeviceLayer = lazy(async () => ({ default: (await import('../new-device/index.ts')).NewDeviceLayer }));
const KeyList = lazy(async () => ({ default: (await import('./key-list.tsx')).KeyList }));

/** The palette, the list of keys, becoming a new device and the explained conflict, each loaded when first opened. */
export function Layers() {
  const { t } = useTranslation('frame');
  const dispatch = useAppDispatch();
  const layer = useAppSelector(selectLayer);
  const conflict = useAppSelector(selectConflict);
  const { data: conflicts } = useConflictsQuery({});
  const first = conflicts?.[0];
  useActions('everywhere', [
    {
      id: 'palette',
      label: t('palette.open'),
      keys: ['Ctrl+K'],
      whileTyping: true,
      onlyKeys: true,
      run: () => void dispatch(layerOpened('palette')),
    },
    {
      id: 'conflict',
      label: t('conflict'),
      keys: ['Alt+X'],
      whileTyping: true,
      enabled: first !== undefined,
      run: () => void (first !== undefined && dispatch(conflictShown(first.n))),
    },
    { id: 'keys', label: t('keys.show'), keys: ['?'], run: () => void dispatch(layerOpened('keys')) },
  ]);
  const close = (): void => void dispatch(layerClosed());
  return (
    <ScreenBoundary key={`${layer} ${conflict}`} instead={null}>
      <Suspense fallback={null}>
        {layer === 'palette' && <Palette close={close} />}
        {layer === 'keys' && <KeyList close={close} />}
        {layer === 'new-device' && <NewDeviceLayer close={close} />}
        {conflict !== null && <ConflictLayer n={conflict} />}
      </Suspense>
    </ScreenBoundary>
  );
}
