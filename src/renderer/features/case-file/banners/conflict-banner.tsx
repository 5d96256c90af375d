import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useConflictsQuery } from '../../../state/conflict-endpoints.ts';
import { conflictShown } from '../../../state/conflict-slice.ts';
import { useAppDispatch } from '../../../state/store.ts';

/** Own acts on a case that do not go through. Nothing where there is none. */
export function ConflictBanner({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('case');
  const dispatch = useAppDispatch();
  const { data = [] } = useConflictsQuery({});
  const own = data.filter((item) => item.caseId === caseId);
  const first = own[0];
  if (first === undefined) return null;
  return (
    <div className="case-banner" data-tone="bad" role="status" data-testid="conflict-banner">
      <span>{t('banner.conflict', { count: own.length })}</span>
      <Button size="small" data-testid="conflict-open" onClick={() => void dispatch(conflictShown(first.n))}>
        {t('banner.compare')}
      </Button>
    </div>
  );
}
