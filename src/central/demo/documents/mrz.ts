import type { DemoPerson } from './document-request.ts';

/**
 * The machine-readable zone of a passport: two lines of 44 characters, ICAO Doc 9303 part 4 (TD3), check digits by
 * part 3 (weights 7, 3, 1 modulo 10).
 */
export function passportZone(person: DemoPerson): [string, string] {
  const issuer = person.citizenship.padEnd(3, '<').slice(0, 3);
  const first = `P<${issuer}${names(person.familyName, person.givenNames, 39)}`;
  const number = zoneText(person.passportNumber).padEnd(9, '<').slice(0, 9);
  const birth = shortDate(person.birthDate);
  const expiry = shortDate(person.passportExpires);
  const personal = '<'.repeat(14);
  const sex = person.sex === 'X' ? '<' : person.sex;
  const numberPart = number + checkDigit(number);
  const birthPart = birth + checkDigit(birth);
  const expiryPart = expiry + checkDigit(expiry);
  // A check digit over an empty optional field may be a filler.
  const personalPart = `${personal}<`;
  const overall = checkDigit(numberPart + birthPart + expiryPart + personalPart);
  return [first, numberPart + issuer + birthPart + sex + expiryPart + personalPart + overall];
}

/** The zone of an identity card: three lines of 30 characters, Doc 9303 part 5 (TD1). */
export function cardZone(person: DemoPerson, cardNumber: string): [string, string, string] {
  const issuer = person.citizenship.padEnd(3, '<').slice(0, 3);
  const number = zoneText(cardNumber).padEnd(9, '<').slice(0, 9);
  const birth = shortDate(person.birthDate);
  const expiry = shortDate(person.passportExpires);
  const sex = person.sex === 'X' ? '<' : person.sex;
  const optionalOne = '<'.repeat(15);
  const optionalTwo = '<'.repeat(11);
  const numberPart = number + checkDigit(number);
  const birthPart = birth + checkDigit(birth);
  const expiryPart = expiry + checkDigit(expiry);
  const overall = checkDigit(numberPart + optionalOne + birthPart + expiryPart + optionalTwo);
  return [
    `I<${issuer}${numberPart}${optionalOne}`,
    birthPart + sex + expiryPart + issuer + optionalTwo + overall,
    names(person.familyName, person.givenNames, 30),
  ];
}

/** Doc 9303 part 3, 4.9: digits count as themselves, A-Z as 10-35, the filler as 0. */
export function checkDigit(text: string): string {
  const weights = [7, 3, 1];
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    const value = character === '<' ? 0 : Number.parseInt(character, 36);
    sum += value * (weights[i % 3] ?? 0);
  }
  return String(sum % 10);
}

function names(family: string, given: string, length: number): string {
  const joined = family === '' ? zoneText(given) : `${zoneText(family)}<<${zoneText(given)}`;
  return joined.padEnd(length, '<').slice(0, length);
}

const shortDate = (date: string): string => date.slice(2).replaceAll('-', '');

// Letters that decomposition does not reach: the transliterations of Doc 9303 part 3, section 6.
const special: Readonly<Record<string, string>> = {
  Ł: 'L',
  Ø: 'OE',
  Æ: 'AE',
  Œ: 'OE',
  ß: 'SS',
  Đ: 'D',
  Þ: 'TH',
  ı: 'I',
  Ð: 'D',
  Ä: 'AE',
  Ö: 'OE',
  Ü: 'UE',
  Å: 'AA',
};

function zoneText(text: string): string {
  const upper = [...text.toUpperCase()].map((character) => special[character] ?? character).join('');
  return upper
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’.]/g, '')
    .replace(/[^A-Z0-9]/g, '<');
}
