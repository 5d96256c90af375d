import { Button } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '#shared/contract/case-file.ts';
import { useReadWholeMutation } from '../../state/case-endpoints.ts';
import { useErrorText } from '../../ui/feedback/error-note.tsx';
import { useFormat } from '../../ui/format/use-format.ts';

/**
 * For who has the case in summary and gave a reason: the whole is asked of central at once, and again when the case has
 * changed. Says how long it may be read, or that it takes a connection.
 */
export function WholeCase({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('case');
  const format = useFormat();
  const errorText = useErrorText();
  const [read, { isLoading, error, originalArgs }] = useReadWholeMutation();
  const caseId = view.state.id;
  const { whole } = view;
  const isWanted = whole !== null && (whole.here === null || whole.here.isOlder);
  // Each answer may be older than the case already is.
  const readAt = whole?.here?.readAt;
  const failed = originalArgs?.caseId === caseId ? error : undefined;
  const isRefused = failed !== undefined;
  useEffect(() => {
    if (isWanted && !isRefused) void read({ caseId });
  }, [isWanted, isRefused, caseId, readAt, read]);
  if (whole === null) return null;
  const again = (
    <Button size="small" data-testid="whole-again" onClick={() => void read({ caseId })}>
      {t('whole.again')}
    </Button>
  );
  return (
    <div className="whole-case" role="status" data-testid="whole-case" data-state={stateOf()}>
      <span>{words()}</span>
      {isRefused && !isLoading && again}
    </div>
  );

  function stateOf(): 'here' | 'reading' | 'refused' {
    if (isLoading) return 'reading';
    if (isRefused) return 'refused';
    return whole?.here == null ? 'reading' : 'here';
  }

  function words(): string {
    const { here } = whole ?? {};
    if (isRefused && !isLoading) {
      return here == null
        ? t('whole.refused', { why: errorText(failed) })
        : t('whole.older', { why: errorText(failed) });
    }
    return here == null ? t('whole.reading') : t('whole.here', { time: format.time(here.until) });
  }
}
