import * as z from 'zod';
import { instant, noteId, officeId, officerId } from './ids.ts';

export const noteTypes = [
  'general',
  'eligibility',
  'admissibility',
  'interview',
  'fairness',
  'decision',
  'quality',
] as const;
export const noteType = z.enum(noteTypes);
export type NoteType = z.infer<typeof noteType>;

export const protectionReasons = [
  'third-party-information',
  'security-partner',
  'investigation',
  'solicitor-client',
  'personal-safety',
] as const;
const protectionReason = z.enum(protectionReasons);

/** Characters [start, end) of the note's text (UTF-16 units) that are not released, and why. */
export const protectedPassage = z.object({
  start: z.int().nonnegative(),
  end: z.int().positive(),
  reason: protectionReason,
});
export type ProtectedPassage = z.infer<typeof protectedPassage>;

export const noteTextMaximum = 20_000;

/** Append-only; releasable unless a passage is marked protected (domain.md "The record"). */
export const note = z.object({
  id: noteId,
  type: noteType,
  text: z.string().min(1).max(noteTextMaximum),
  protectedPassages: z.array(protectedPassage).max(200),
  by: officerId,
  officeId,
  at: instant,
});
export type Note = z.infer<typeof note>;

/** Passages lie within the text, in order, without touching each other twice. */
export function passagesFit(text: string, passages: readonly ProtectedPassage[]): boolean {
  let from = 0;
  for (const passage of passages) {
    if (passage.start < from || passage.end <= passage.start || passage.end > text.length) return false;
    from = passage.end;
  }
  return true;
}

/** The text as it is released: each protected passage replaced by its mark. */
export function releasableText(text: string, passages: readonly ProtectedPassage[], mark: string): string {
  let out = '';
  let from = 0;
  for (const passage of passages) {
    out += text.slice(from, passage.start) + mark;
    from = passage.end;
  }
  return out + text.slice(from);
}
