import * as z from 'zod';

/** Body of every failed request of central: a code of the error union, details without personal data. */
export const failureBody = z.object({
  error: z.object({
    code: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    retryable: z.boolean(),
  }),
});
export type FailureBody = z.infer<typeof failureBody>;
