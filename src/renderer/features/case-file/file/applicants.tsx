import { useTranslation } from 'react-i18next';
import type { Applicant } from '#shared/model/case-state.ts';
import { ageInYears, dayOf } from '#shared/model/dates/calendar.ts';
import { useOpenCase } from '../../../state/open-case.tsx';
import { useLanguage } from '../../../ui/format/use-format.ts';
import { useDateWords } from '../assess/use-date-words.ts';
import { countryName } from './country-name.ts';

/** Who applies and who belongs to them: the principal open, the family to be opened. */
export function Applicants() {
  const { t } = useTranslation(['case', 'domain']);
  const { state } = useOpenCase();
  return (
    <div className="applicants">
      {state.applicants.map((person, index) => (
        <details key={person.id} open={index === 0}>
          <summary>
            <b>{person.familyName}</b> {person.givenNames}
            <small>
              {' '}
              {t(`domain:relationship.${person.relationship}`)}
              {index > 0 && !person.accompanying && ` · ${t('case:people.notAccompanying')}`}
            </small>
          </summary>
          <Facts person={person} />
        </details>
      ))}
      <ApplicationFacts />
    </div>
  );
}

function Facts({ person }: { readonly person: Applicant }) {
  const { t } = useTranslation('case');
  const language = useLanguage();
  const { state, today } = useOpenCase();
  const words = useDateWords();
  const { birthDate, passport } = person;
  const receivedOn = dayOf(state.application.receivedAt);
  const expires = passport?.expires ?? null;
  return (
    <dl className="facts">
      <dt>{t('people.uci')}</dt>
      <dd>{person.uci ?? t('people.none')}</dd>
      <dt>{t('people.born')}</dt>
      <dd>
        {birthDate === null
          ? t('people.unknown')
          : t('people.bornAt', { date: birthDate, age: ageInYears(birthDate, receivedOn) })}
      </dd>
      <dt>{t('people.citizenship')}</dt>
      <dd>{person.citizenship === null ? t('people.unknown') : countryName(person.citizenship, language)}</dd>
      {person.countryOfResidence !== null && person.countryOfResidence !== person.citizenship && (
        <>
          <dt>{t('people.residence')}</dt>
          <dd>{countryName(person.countryOfResidence, language)}</dd>
        </>
      )}
      <dt>{t('people.passport')}</dt>
      <dd data-tone={expires !== null && expires < today ? 'bad' : undefined}>
        {passport === null ? t('people.none') : passport.number}
        {expires !== null && ` · ${t(expires < today ? 'people.expired' : 'people.until', { date: expires })}`}
      </dd>
      <dt>{t('people.biometrics')}</dt>
      <dd>{words.biometrics(person).text}</dd>
      <dt>{t('people.medical')}</dt>
      <dd>{words.medical(person).text}</dd>
    </dl>
  );
}

function ApplicationFacts() {
  const { t } = useTranslation(['case', 'domain']);
  const language = useLanguage();
  const { state, program } = useOpenCase();
  const { application } = state;
  const category = program.categories.find((each) => each.code === application.category);
  return (
    <details>
      <summary>
        <b>{t('case:application.title')}</b>
      </summary>
      <dl className="facts">
        <dt>{t('case:application.category')}</dt>
        <dd>{category?.title[language] ?? application.category}</dd>
        <dt>{t('case:application.purpose')}</dt>
        <dd>{application.purpose === '' ? '–' : application.purpose}</dd>
        <dt>{t('case:application.destination')}</dt>
        <dd>{application.destination === '' ? '–' : application.destination}</dd>
        <dt>{t('case:application.from')}</dt>
        <dd>{t(`case:application.${application.applyingFrom}`)}</dd>
        <dt>{t('case:application.via')}</dt>
        <dd>{t(`domain:receivedVia.${application.receivedVia}`)}</dd>
        <dt>{t('case:application.office')}</dt>
        <dd>
          {[application.primaryOffice, application.secondaryOffice].filter((office) => office !== null).join(', ')}
        </dd>
        <dt>{t('case:application.letters')}</dt>
        <dd>{t(`case:application.language.${application.correspondenceLanguage}`)}</dd>
        <dt>{t('case:application.interview')}</dt>
        <dd>{application.interviewLanguage}</dd>
        <dt>{t('case:application.fees')}</dt>
        <dd>{t(application.feesPaid ? 'case:application.paid' : 'case:application.unpaid')}</dd>
        {application.associated.length > 0 && (
          <>
            <dt>{t('case:application.associated')}</dt>
            <dd>{application.associated.join(', ')}</dd>
          </>
        )}
      </dl>
    </details>
  );
}
