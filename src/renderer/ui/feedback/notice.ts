export type NoticeTone = 'done' | 'failed' | 'plain';

/** A text, or what makes it. */
export type Words<Value extends string | readonly string[]> = Value | (() => Value);

export function spoken<Value extends string | readonly string[]>(words: Words<Value>): Value {
  return typeof words === 'function' ? words() : words;
}

/** One message at the foot of the window. `undo` in place of "are you sure". */
export interface Notice {
  /** As a function it follows a change of the language. */
  readonly text: Words<string>;
  readonly tone: NoticeTone;
  readonly undo?: () => void;
  /** Lines below the text, e.g. one per case that could not be done. */
  readonly lines?: Words<readonly string[]>;
}

export interface ShownNotice extends Notice {
  readonly id: number;
}
