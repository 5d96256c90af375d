import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useDemoPeopleQuery, useDemoSignInMutation } from '../../state/device-endpoints.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { Waiting } from '../../ui/feedback/waiting.tsx';

/** The officer's work is what the demonstration is about. */
const roleOrder = ['officer', 'supervisor', 'clerk'] as const;

/** Who is working? The demonstration office's door: three people as cards. */
export function SignIn() {
  const { t } = useTranslation(['access', 'domain']);
  const people = useDemoPeopleQuery({}, { refetchOnMountOrArgChange: true });
  const [signIn, signing] = useDemoSignInMutation();
  const inOrder = (people.data ?? []).toSorted(
    (one, other) => roleOrder.indexOf(one.role) - roleOrder.indexOf(other.role),
  );
  return (
    <section className="access-card access-wide">
      <h1>{t('access:signIn.title')}</h1>
      <p>{t('access:signIn.text')}</p>
      {people.isFetching && people.data === undefined && <Waiting label={t('access:signIn.asking')} />}
      {people.error !== undefined && !people.isFetching && (
        <ErrorNote error={people.error}>
          <Button onClick={() => void people.refetch()}>{t('access:signIn.again')}</Button>
        </ErrorNote>
      )}
      <ul className="people">
        {inOrder.map(({ officerId, name, officeId, role }, index) => (
          <li key={officerId}>
            <button
              type="button"
              className="person"
              autoFocus={index === 0}
              disabled={signing.isLoading}
              data-testid={`sign-in-${officerId}`}
              data-role={role}
              aria-label={`${t('access:signIn.as', { name })}, ${t(`domain:role.${role}`)}, ${t('access:signIn.office', { office: officeId })}`}
              onClick={() => void signIn({ officerId })}
            >
              <span className="person-initials" aria-hidden>
                {initials(name)}
              </span>
              <b>{name}</b>
              <span>{t(`domain:role.${role}`)}</span>
              <span className="person-what">{t(`access:signIn.what.${role}`)}</span>
              <span className="person-office">
                {t('access:signIn.office', { office: officeId })} · {officerId}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {signing.isLoading && <Waiting label={t('access:signIn.working')} />}
      {signing.error !== undefined && !signing.isLoading && <ErrorNote error={signing.error} />}
    </section>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => word !== '');
  return [words.at(0), words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '').join('');
}
