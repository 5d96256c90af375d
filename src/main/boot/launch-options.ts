import { parseArgs } from 'node:util';
import type { LanguageChoice } from '#shared/contract/shell-bridge.ts';

/** What a start can be told: arguments win over the environment. */
export interface LaunchOptions {
  /** `--data DIR` or DOSSIER_DATA: everything the application keeps. Null: the usual place. */
  readonly dataDir: string | null;
  /** `--central URL` or DOSSIER_CENTRAL. Null where absent or not an address that may be used. */
  readonly centralUrl: string | null;
  /** `--lang` or the system's language; used until the person has chosen one. */
  readonly language: LanguageChoice;
}

/** TLS everywhere but on this very machine. */
export function readCentralUrl(text: string | undefined): string | null {
  if (text === undefined || !URL.canParse(text)) return null;
  const { protocol, hostname, origin, pathname } = new URL(text);
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  const isAllowed = protocol === 'https:' || (protocol === 'http:' && isLocal);
  return isAllowed ? `${origin}${pathname.replace(/\/+$/u, '')}` : null;
}

export function readLaunchOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  systemLocale: string,
): LaunchOptions {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: { data: { type: 'string' }, central: { type: 'string' }, lang: { type: 'string' } },
  });
  const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
  const locale = text(values['lang']) ?? systemLocale;
  return {
    dataDir: text(values['data']) ?? text(env['DOSSIER_DATA']) ?? null,
    centralUrl: readCentralUrl(text(values['central']) ?? text(env['DOSSIER_CENTRAL'])),
    language: locale.toLowerCase().startsWith('fr') ? 'fr' : 'en',
  };
}
