/** What the demo's documents need to know of a country; a code that is not here gets `unknownCountry`. */
export interface Country {
  readonly en: string;
  readonly fr: string;
  readonly currency: string;
  /** Units of the currency for one Canadian dollar, roughly. */
  readonly perDollar: number;
  readonly paper: 'letter' | 'a4';
  readonly script?: 'ar' | 'zh' | 'ru' | 'hi';
}

const a4 = (en: string, fr: string, currency: string, perDollar: number, script?: Country['script']): Country => ({
  en,
  fr,
  currency,
  perDollar,
  paper: 'a4',
  ...(script ? { script } : {}),
});
const letter = (en: string, fr: string, currency: string, perDollar: number): Country => ({
  en,
  fr,
  currency,
  perDollar,
  paper: 'letter',
});

const countries: Readonly<Record<string, Country>> = {
  AFG: a4('Afghanistan', 'Afghanistan', 'AFN', 52, 'ar'),
  ARG: a4('Argentina', 'Argentine', 'ARS', 700),
  BGD: a4('Bangladesh', 'Bangladesh', 'BDT', 87),
  BRA: a4('Brazil', 'Brésil', 'BRL', 4.1),
  CAN: letter('Canada', 'Canada', 'CAD', 1),
  CHL: letter('Chile', 'Chili', 'CLP', 690),
  CHN: a4('China', 'Chine', 'CNY', 5.2, 'zh'),
  CIV: a4('Côte d’Ivoire', 'Côte d’Ivoire', 'XOF', 440),
  CMR: a4('Cameroon', 'Cameroun', 'XAF', 440),
  COD: a4('Congo (Democratic Republic)', 'Congo (République démocratique)', 'CDF', 2050),
  COL: letter('Colombia', 'Colombie', 'COP', 2950),
  DZA: a4('Algeria', 'Algérie', 'DZD', 98, 'ar'),
  EGY: a4('Egypt', 'Égypte', 'EGP', 35, 'ar'),
  ERI: a4('Eritrea', 'Érythrée', 'ERN', 11),
  ETH: a4('Ethiopia', 'Éthiopie', 'ETB', 95),
  FRA: a4('France', 'France', 'EUR', 0.67),
  GBR: a4('United Kingdom', 'Royaume-Uni', 'GBP', 0.57),
  GHA: a4('Ghana', 'Ghana', 'GHS', 9),
  HTI: letter('Haiti', 'Haïti', 'HTG', 96),
  IND: a4('India', 'Inde', 'INR', 62, 'hi'),
  IRN: a4('Iran', 'Iran', 'IRR', 30500, 'ar'),
  IRQ: a4('Iraq', 'Iraq', 'IQD', 960, 'ar'),
  JAM: letter('Jamaica', 'Jamaïque', 'JMD', 115),
  JPN: a4('Japan', 'Japon', 'JPY', 108),
  KAZ: a4('Kazakhstan', 'Kazakhstan', 'KZT', 380, 'ru'),
  KEN: a4('Kenya', 'Kenya', 'KES', 94),
  KOR: a4('Korea, Republic of', 'Corée (République de)', 'KRW', 1000),
  LBN: a4('Lebanon', 'Liban', 'LBP', 65000, 'ar'),
  LKA: a4('Sri Lanka', 'Sri Lanka', 'LKR', 218),
  MAR: a4('Morocco', 'Maroc', 'MAD', 7, 'ar'),
  MEX: letter('Mexico', 'Mexique', 'MXN', 14),
  NGA: a4('Nigeria', 'Nigéria', 'NGN', 1120),
  NPL: a4('Nepal', 'Népal', 'NPR', 99, 'hi'),
  PAK: a4('Pakistan', 'Pakistan', 'PKR', 205, 'ar'),
  PER: a4('Peru', 'Pérou', 'PEN', 2.7),
  PHL: letter('Philippines', 'Philippines', 'PHP', 41),
  POL: a4('Poland', 'Pologne', 'PLN', 2.9),
  ROU: a4('Romania', 'Roumanie', 'RON', 3.3),
  RUS: a4('Russia', 'Russie', 'RUB', 65, 'ru'),
  RWA: a4('Rwanda', 'Rwanda', 'RWF', 990),
  SDN: a4('Sudan', 'Soudan', 'SDG', 430, 'ar'),
  SEN: a4('Senegal', 'Sénégal', 'XOF', 440),
  SOM: a4('Somalia', 'Somalie', 'SOS', 415, 'ar'),
  SYR: a4('Syria', 'Syrie', 'SYP', 9500, 'ar'),
  TUN: a4('Tunisia', 'Tunisie', 'TND', 2.3, 'ar'),
  TUR: a4('Türkiye', 'Türkiye', 'TRY', 25),
  UKR: a4('Ukraine', 'Ukraine', 'UAH', 30, 'ru'),
  USA: letter('United States of America', 'États-Unis d’Amérique', 'USD', 0.73),
  VEN: letter('Venezuela', 'Venezuela', 'VES', 27),
  VNM: a4('Viet Nam', 'Viet Nam', 'VND', 18500),
  ZAF: a4('South Africa', 'Afrique du Sud', 'ZAR', 13),
};

export function country(code: string): Country {
  return countries[code] ?? { en: code, fr: code, currency: 'USD', perDollar: 0.73, paper: 'a4' };
}
