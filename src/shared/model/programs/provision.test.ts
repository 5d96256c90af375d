import { describe, expect, it } from 'vitest';
import { citeProvision, isProvision, shortProvision } from './provision.ts';

describe('a provision', () => {
  it.each([
    ['R179(b)', 'R179b)'],
    ['A40(1)(a)', 'L40(1)a)'],
    ['R216(1)(b)', 'R216(1)b)'],
    ['A39', 'L39'],
    ['A11(1.01)', 'L11(1.01)'],
    ['C5(1)(c)', 'C5(1)c)'],
  ])('%s is %s in French', (english, french) => {
    expect(shortProvision(english)).toEqual({ en: english, fr: french });
  });

  it('is written out with the name of its division and of its law', () => {
    expect(citeProvision('R179(b)')).toEqual({
      en: 'paragraph 179(b) of the Immigration and Refugee Protection Regulations',
      fr: 'alinéa 179b) du Règlement sur l’immigration et la protection des réfugiés',
    });
    expect(citeProvision('A11(1)')).toEqual({
      en: 'subsection 11(1) of the Immigration and Refugee Protection Act',
      fr: 'paragraphe 11(1) de la Loi sur l’immigration et la protection des réfugiés',
    });
    expect(citeProvision('C5(1)(c)').fr).toBe('alinéa 5(1)c) de la Loi sur la citoyenneté');
    expect(citeProvision('A10.01').en).toBe('section 10.01 of the Immigration and Refugee Protection Act');
  });

  it('of another shape is left as it stands', () => {
    expect(isProvision('section 7')).toBe(false);
    expect(citeProvision('section 7')).toEqual({ en: 'section 7', fr: 'section 7' });
  });
});
