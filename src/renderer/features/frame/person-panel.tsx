import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useSessionQuery, useSignOutMutation } from '../../state/device-endpoints.ts';
import { leftAll } from '../../state/route-slice.ts';
import { useAppDispatch } from '../../state/store.ts';

/** Who I am: what every act here is bound to. */
export function PersonPanel({ close }: { readonly close: () => void }) {
  const { t } = useTranslation(['frame', 'domain']);
  const dispatch = useAppDispatch();
  const { data: session } = useSessionQuery({});
  const [signOut] = useSignOutMutation();
  if (session === null || session === undefined) return null;
  const { actor } = session;
  const leave = (): void => {
    close();
    dispatch(leftAll());
    void signOut({});
  };
  return (
    <>
      <h2>{actor.name}</h2>
      <ul className="plain-list">
        <li>
          {actor.roles.map((role) => t(`domain:role.${role}`)).join(', ')} · {actor.officerId}
        </li>
        <li>{t('frame:person.office', { office: actor.officeId })}</li>
        <li>{t('frame:person.level', { level: actor.level })}</li>
        {session.demo && <li>{t('frame:person.demo')}</li>}
      </ul>
      <div className="panel-steps">
        <Button data-testid="sign-out" onClick={leave}>
          {t('frame:person.signOut')}
        </Button>
      </div>
    </>
  );
}
