import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useOpenCase } from '../../../state/open-case.tsx';
import { useActions } from '../../../ui/keys/actions.tsx';
import { useNeighbours } from '../use-neighbours.ts';

/** To the next and the previous case of the list. What it asks of the queue renews this alone, not the case. */
export function CaseWalk() {
  const { t } = useTranslation('case');
  const { state, actor } = useOpenCase();
  const { next, previous } = useNeighbours(state.id, actor);
  useActions('screen', [
    { id: 'case-next', label: t('keys.next'), keys: ['j'], enabled: next !== null, run: () => next?.() },
    {
      id: 'case-previous',
      label: t('keys.previous'),
      keys: ['k'],
      enabled: previous !== null,
      run: () => previous?.(),
    },
  ]);
  return (
    <span className="case-header-walk">
      <Button
        size="small"
        appearance="subtle"
        disabled={previous === null}
        aria-label={t('keys.previous')}
        title={`${t('keys.previous')} (K)`}
        onClick={() => previous?.()}
      >
        ↑
      </Button>
      <Button
        size="small"
        appearance="subtle"
        disabled={next === null}
        aria-label={t('keys.next')}
        title={`${t('keys.next')} (J)`}
        onClick={() => next?.()}
      >
        ↓
      </Button>
    </span>
  );
}
