import { describe, expect, it } from 'vitest';
import type { DemoPerson } from './document-request.ts';
import { cardZone, checkDigit, passportZone } from './mrz.ts';

const eriksson: DemoPerson = {
  familyName: 'Eriksson',
  givenNames: 'Anna Maria',
  birthDate: '1974-08-12',
  birthPlace: 'Zenith',
  sex: 'F',
  citizenship: 'UTO',
  passportNumber: 'L898902C3',
  passportIssued: '2007-04-16',
  passportExpires: '2012-04-15',
  address: '',
};

describe('the machine-readable zone of a passport', () => {
  it('has the check digits that ICAO 9303 computes for its own specimen', () => {
    expect(checkDigit('L898902C3')).toBe('6');
    expect(checkDigit('740812')).toBe('2');
    expect(checkDigit('120415')).toBe('9');
    expect(checkDigit('ZE184226B<<<<<')).toBe('1');
    expect(checkDigit('L898902C3674081221204159ZE184226B<<<<<1')).toBe('0');
  });

  it('is two lines of 44 characters from the permitted set', () => {
    const [first, second] = passportZone(eriksson);
    expect(first).toBe('P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<');
    expect(second).toBe('L898902C36UTO7408122F1204159<<<<<<<<<<<<<<<8');
    expect(checkDigit('L898902C3674081221204159<<<<<<<<<<<<<<<')).toBe('8');
  });

  it.each([
    ['Nguyễn', 'Thị Hoà', 'NGUYEN<<THI<HOA'],
    ['Łukasiewicz-Żak', 'Zoë', 'LUKASIEWICZ<ZAK<<ZOE'],
    ['O’Connor', 'Seán', 'OCONNOR<<SEAN'],
    ['Müller', 'Jürgen', 'MUELLER<<JUERGEN'],
    ['', 'Sukarno', 'SUKARNO<'],
  ])('transliterates %s, %s', (familyName, givenNames, expected) => {
    const [first] = passportZone({ ...eriksson, familyName, givenNames });
    expect(first).toHaveLength(44);
    expect(first).toMatch(/^[A-Z0-9<]{44}$/);
    expect(first.slice(5)).toMatch(new RegExp(`^${expected}<`));
  });

  it('truncates a name that is too long and writes an unspecified sex as a filler', () => {
    const [first, second] = passportZone({
      ...eriksson,
      familyName: 'Wickramasinghe Mudiyanselage',
      givenNames: 'Chaminda Bandara Wijesinghe',
      sex: 'X',
    });
    expect(first).toHaveLength(44);
    expect(second).toHaveLength(44);
    expect(second.charAt(20)).toBe('<');
  });
});

describe('the machine-readable zone of an identity card', () => {
  it('has the check digits of the ICAO specimen', () => {
    const lines = cardZone(eriksson, 'D23145890');
    expect(lines.map((line) => line.length)).toEqual([30, 30, 30]);
    expect(lines[0]).toBe('I<UTOD231458907<<<<<<<<<<<<<<<');
    expect(lines[1]).toBe('7408122F1204159UTO<<<<<<<<<<<6');
    expect(lines[2]).toBe('ERIKSSON<<ANNA<MARIA<<<<<<<<<<');
  });
});
