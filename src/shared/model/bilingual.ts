import * as z from 'zod';

export const language = z.enum(['en', 'fr']);
export type Language = z.infer<typeof language>;

/** A text in both official languages. Neither may be empty: a missing half blocks a letter. */
export const bilingual = z.object({ en: z.string().min(1), fr: z.string().min(1) });
export type Bilingual = z.infer<typeof bilingual>;
