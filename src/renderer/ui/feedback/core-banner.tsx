import { Button } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { returnNoticed, selectCameBack, selectCoreLine } from '../../state/core-line-slice.ts';
import { useAppDispatch, useAppSelector } from '../../state/store.ts';
import { useSurroundings } from '../shell-context.tsx';
import { useNotices } from './notices.tsx';
import './core-banner.css';

/** While the core is away: that nothing is lost, and what to do. Its return is said once. */
export function CoreBanner() {
  const { t } = useTranslation('frame');
  const { restartCore } = useSurroundings();
  const { notify } = useNotices();
  const dispatch = useAppDispatch();
  const line = useAppSelector(selectCoreLine);
  const cameBack = useAppSelector(selectCameBack);
  useEffect(() => {
    if (!cameBack) return;
    notify({ text: t('core.back'), tone: 'done' });
    dispatch(returnNoticed());
  }, [cameBack, notify, dispatch, t]);
  if (line !== 'lost' && line !== 'failed') return null;
  return (
    <div className="core-banner" role="alert" data-testid="core-banner" data-state={line}>
      <span>{t(`core.${line}`)}</span>
      {line === 'failed' && (
        <Button size="small" onClick={restartCore}>
          {t('core.restart')}
        </Button>
      )}
    </div>
  );
}
