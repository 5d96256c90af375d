/** Amounts are whole cents, so that columns add up. `1,234.56` or `1 234,56`. */
export function money(cents: number, language: 'en' | 'fr'): string {
  const negative = cents < 0;
  const units = Math.floor(Math.abs(cents) / 100);
  const rest = String(Math.abs(cents) % 100).padStart(2, '0');
  const grouped = String(units).replace(/\B(?=(\d{3})+$)/g, language === 'fr' ? '\u00a0' : ',');
  return `${negative ? '-' : ''}${grouped}${language === 'fr' ? ',' : '.'}${rest}`;
}

/** With the sign where each language puts it. */
export function dollars(cents: number, language: 'en' | 'fr'): string {
  return language === 'fr' ? `${money(cents, 'fr')}\u00a0$` : `$${money(cents, 'en')}`;
}
