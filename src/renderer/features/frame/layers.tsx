import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { layerClosed, layerOpened, selectLayer } from '../../state/layer-slice.ts';
import { useAppDispatch, useAppSelector } from '../../state/store.ts';
import { ScreenBoundary } from '../../ui/feedback/screen-boundary.tsx';
import { useActions } from '../../ui/keys/actions.tsx';

const Palette = lazy(async () => ({ default: (await import('./palette/palette.tsx')).Palette }));
const KeyList = lazy(async () => ({ default: (await import('./key-list.tsx')).KeyList }));

/** The palette and the list of keys, each loaded when first opened. */
export function Layers() {
  const { t } = useTranslation('frame');
  const dispatch = useAppDispatch();
  const layer = useAppSelector(selectLayer);
  useActions('everywhere', [
    {
      id: 'palette',
      label: t('palette.open'),
      keys: ['Ctrl+K'],
      whileTyping: true,
      onlyKeys: true,
      run: () => void dispatch(layerOpened('palette')),
    },
    { id: 'keys', label: t('keys.show'), keys: ['?'], run: () => void dispatch(layerOpened('keys')) },
  ]);
  const close = (): void => void dispatch(layerClosed());
  return (
    <ScreenBoundary key={layer} instead={null}>
      <Suspense fallback={null}>
        {layer === 'palette' && <Palette close={close} />}
        {layer === 'keys' && <KeyList close={close} />}
      </Suspense>
    </ScreenBoundary>
  );
}
