import type * as z from 'zod';
import type { PlainError } from '../errors/app-error.ts';

/**
 * The wire between renderer, main and core. It knows no method: frames carry a method's name and
 * its arguments as data, and the receiving side parses the arguments by the method's schema.
 * Everything here survives structured clone; bytes travel as `Uint8Array`.
 */

/** Raised whenever a frame changes its shape; main refuses a core that speaks another one. */
export const frameVersion = 1;

/**
 * The first event on every line, once the core can answer: how to treat calls that get no answer.
 * So the page needs no schema at run time to know it.
 */
export const methodPoliciesEvent = 'core.methods';

export interface MethodPolicies {
  /** Methods that must not be made again of a core that was started anew. */
  readonly neverRepeat: readonly string[];
  /** Methods that may take longer (or shorter) than the client's default, in milliseconds. */
  readonly timeoutsMs: Readonly<Record<string, number>>;
}

/** Longest method or event name that is looked at. */
export const maxNameLength = 100;

/** Most bytes that one `document.read` may ask for, and one reply may carry. */
export const maxReadBytes = 1024 * 1024;

/** "Do this": answered by exactly one reply of the same id, unless the channel dies first. */
export interface CallFrame {
  readonly t: 'call';
  /** Positive, rising by one per caller and channel. */
  readonly id: number;
  readonly method: string;
  readonly args: unknown;
}

/** "I no longer want the answer": a reply may still come, and is ignored. */
export interface CancelFrame {
  readonly t: 'cancel';
  readonly id: number;
}

export interface OkReplyFrame {
  readonly t: 'reply';
  readonly id: number;
  readonly ok: true;
  readonly value: unknown;
}

export interface ErrorReplyFrame {
  readonly t: 'reply';
  readonly id: number;
  readonly ok: false;
  readonly error: PlainError;
}

export type ReplyFrame = OkReplyFrame | ErrorReplyFrame;

/** "This happened": no answer. */
export interface EventFrame {
  readonly t: 'event';
  readonly name: string;
  readonly payload: unknown;
}

/** What a window sends to the core. */
export type WindowFrame = CallFrame | CancelFrame;

/** What the core sends to a window. */
export type CoreFrame = ReplyFrame | EventFrame;

/** One frame of any of the kinds above. */
export type WireFrame = WindowFrame | CoreFrame;

/** `main` is the officer's workplace; `viewer` is a case file torn off to another screen. */
export type WindowKind = 'main' | 'viewer';

/** A window as the core knows it. The id is never used twice while a core lives. */
export interface ClientInfo {
  readonly clientId: number;
  readonly kind: WindowKind;
}

/** What the core must know before it can open its store. */
export interface CoreInit {
  readonly frameVersion: number;
  /** Absolute path of the folder that belongs to the core alone. */
  readonly dataDir: string;
  /** Where central answers, or null: then the core takes it from its own settings. */
  readonly centralUrl: string | null;
  readonly appVersion: string;
  /** The language of the operating system, brought down to one of ours. */
  readonly locale: 'en' | 'fr';
  readonly platform: string;
  /** True in a packaged app. */
  readonly packaged: boolean;
}

/** What main sends to the core; a transferred port may travel beside `client-connected`. */
export type MainToCoreFrame =
  | { readonly t: 'init'; readonly init: CoreInit }
  | { readonly t: 'client-connected'; readonly client: ClientInfo }
  | { readonly t: 'client-closed'; readonly clientId: number }
  | { readonly t: 'client'; readonly clientId: number; readonly frame: WindowFrame }
  | { readonly t: 'drain'; readonly deadlineMs: number }
  | WireFrame;

/** What the core sends to main. */
export type CoreToMainFrame =
  | { readonly t: 'ready'; readonly frameVersion: number }
  | { readonly t: 'client'; readonly clientId: number; readonly frame: CoreFrame }
  | { readonly t: 'drained' }
  | WireFrame;

/** Anything that reads a value of a known form out of an unknown one; every zod schema is one. */
export interface Parser<Value> {
  safeParse(value: unknown): { readonly success: true; readonly data: Value } | { readonly success: false };
}

/** Events by `domain.happened`, each with the schema of its payload. */
export type EventContract = Readonly<Record<string, z.ZodType>>;

/** What an event carries. */
export type PayloadOf<E extends EventContract, N extends keyof E> = z.output<E[N]>;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= maxNameLength;
}

/**
 * Reads a frame that comes from a window, field by field, so that nothing else is passed on.
 * Written by hand rather than by zod: it runs on every message, in main too, which loads no zod.
 */
export function readWindowFrame(value: unknown): WindowFrame | null {
  if (!isRecord(value) || !isId(value['id'])) return null;
  if (value['t'] === 'cancel') return { t: 'cancel', id: value['id'] };
  if (value['t'] !== 'call' || !isName(value['method'])) return null;
  return { t: 'call', id: value['id'], method: value['method'], args: value['args'] };
}

/** Reads a frame that comes from the core. The error's code is checked where it becomes an AppError. */
export function readCoreFrame(value: unknown): CoreFrame | null {
  if (!isRecord(value)) return null;
  if (value['t'] === 'event') {
    return isName(value['name']) ? { t: 'event', name: value['name'], payload: value['payload'] } : null;
  }
  if (value['t'] !== 'reply' || !isId(value['id'])) return null;
  if (value['ok'] === true) return { t: 'reply', id: value['id'], ok: true, value: value['value'] };
  const error = value['error'];
  if (value['ok'] !== false || !isRecord(error) || typeof error['code'] !== 'string') return null;
  return { t: 'reply', id: value['id'], ok: false, error: error as unknown as PlainError };
}

/** The id that a malformed call carried, so that it can at least be refused; null where there is none. */
export function salvageId(value: unknown): number | null {
  return isRecord(value) && isId(value['id']) ? value['id'] : null;
}
