/**
 * What the page may load and do. Scripts come from the application alone; `wasm-unsafe-eval` lets
 * pdf.js compile its decoders (JBIG2, JPEG 2000, colour profiles) and nothing else.
 */
const directives = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'img-src': "'self' blob: data: dossier-doc:",
  'font-src': "'self' data:",
  'connect-src': "'self' dossier-doc:",
  'worker-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-src': "'none'",
  'frame-ancestors': "'none'",
  'object-src': "'none'",
} as const;

export const contentSecurityPolicy = Object.entries(directives)
  .map(([name, value]) => `${name} ${value}`)
  .join('; ');
