import { Button } from '@fluentui/react-components';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openHandedOver } from '#shared/model/case-state.ts';
import { useOpenCase } from '../../../state/open-case.tsx';
import { useActions } from '../../../ui/keys/actions.tsx';

const HandedOverLayer = lazy(async () => ({ default: (await import('./handed-over-layer.tsx')).HandedOverLayer }));

/** Drafts that were left on the case for its officer. Nothing where none is open. */
export function HandedOverBanner() {
  const { t } = useTranslation('case');
  const { state } = useOpenCase();
  const [isOpen, setOpen] = useState(false);
  const count = openHandedOver(state).length;
  useActions('screen', [
    {
      id: 'handed-over',
      label: t('handedOver.title'),
      keys: ['Alt+G'],
      enabled: count > 0,
      run: () => setOpen(true),
    },
  ]);
  return (
    <>
      {count > 0 && (
        <div className="case-banner" data-tone="waiting" role="status" data-testid="handed-over-banner">
          <span>{t('banner.left', { count })}</span>
          <Button size="small" data-testid="handed-over-open" onClick={() => setOpen(true)}>
            {t('banner.look')}
          </Button>
        </div>
      )}
      {isOpen && (
        <Suspense fallback={null}>
          <HandedOverLayer close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
