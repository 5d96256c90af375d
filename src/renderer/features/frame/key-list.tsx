import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Action, ActionScope } from '../../ui/keys/actions.tsx';
import { useOfferedActions } from '../../ui/keys/actions.tsx';
import { KeyCaps } from '../../ui/keys/key-caps.tsx';
import { Layer } from '../../ui/layer.tsx';
import './key-list.css';

/** The keys of the present screen, then those that work everywhere. */
export function KeyList({ close }: { readonly close: () => void }) {
  const { t } = useTranslation('frame');
  const groups = useOfferedActions();
  const of = (scope: ActionScope): readonly Action[] =>
    groups
      .filter((group) => group.scope === scope)
      .flatMap((group) => group.actions)
      .filter((action) => (action.keys ?? []).length > 0);
  return (
    <Layer label={t('keys.title')} close={close} testId="key-list">
      <h2 className="layer-title">{t('keys.title')}</h2>
      <div className="layer-body" role="region" tabIndex={0} aria-label={t('keys.title')}>
        <KeyTable title={t('keys.screen')} actions={of('screen')} />
        <KeyTable title={t('keys.everywhere')} actions={of('everywhere')} />
      </div>
      <div className="layer-steps">
        <Button appearance="primary" autoFocus onClick={close}>
          {t('keys.close')}
        </Button>
      </div>
    </Layer>
  );
}

function KeyTable({ title, actions }: { readonly title: string; readonly actions: readonly Action[] }) {
  const { t } = useTranslation('frame');
  if (actions.length === 0) return null;
  return (
    <section>
      <h3 className="key-list-title">{title}</h3>
      <dl className="key-list">
        {actions.map((action) => (
          <div key={action.id}>
            <dt>{action.label}</dt>
            <dd>
              {(action.keys ?? []).map((chord, index) => (
                <span key={chord}>
                  {index > 0 && ` ${t('keys.or')} `}
                  <KeyCaps chord={chord} />
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
