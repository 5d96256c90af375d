import type { i18n } from 'i18next';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '#shared/model/bilingual.ts';
import type { Catalogues } from './catalogues.d.ts';
import enAccess from './en/access.json';
import enDomain from './en/domain.json';
import enErrors from './en/errors.json';
import enFrame from './en/frame.json';
import enQueue from './en/queue.json';
import enRefusals from './en/refusals.json';
import frAccess from './fr/access.json';
import frDomain from './fr/domain.json';
import frErrors from './fr/errors.json';
import frFrame from './fr/frame.json';
import frQueue from './fr/queue.json';
import frRefusals from './fr/refusals.json';

/** What the first screens need, in both languages, so that nothing has to be fetched to speak. */
const atStart = {
  en: { access: enAccess, domain: enDomain, errors: enErrors, frame: enFrame, queue: enQueue, refusals: enRefusals },
  fr: { access: frAccess, domain: frDomain, errors: frErrors, frame: frFrame, queue: frQueue, refusals: frRefusals },
};

/** i18next, ready at once: every catalogue is part of the bundle. */
export function startI18n(language: Language): i18n {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: atStart,
    defaultNS: 'frame',
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false, bindI18nStore: '' },
    returnNull: false,
  });
  document.documentElement.lang = language;
  return i18next;
}

/** Adds the catalogue of a feature that is loaded later; called at the top of its lazy entry, before it renders. */
export function addCatalogue<Name extends keyof Catalogues>(
  name: Name,
  texts: { readonly en: Catalogues[Name]; readonly fr: Catalogues[Name] },
): void {
  i18next.addResourceBundle('en', name, texts.en);
  i18next.addResourceBundle('fr', name, texts.fr);
}

/** Switches every text at once. */
export function speak(language: Language): void {
  document.documentElement.lang = language;
  if (i18next.language !== language) void i18next.changeLanguage(language);
}
