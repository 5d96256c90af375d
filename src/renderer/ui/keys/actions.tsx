import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { matchesChord } from './chord.ts';

/** Something the person can do here: by key, in the list of keys (`?`) and, unless hidden, in the command palette. */
export interface Action {
  readonly id: string;
  /** Already translated. */
  readonly label: string;
  /** Any of these chords does it (chord.ts). */
  readonly keys?: readonly string[];
  readonly run: () => void;
  /** Default true. A disabled action is listed but does nothing. */
  readonly enabled?: boolean;
  /** Also while typing in a field: only for chords that type nothing. */
  readonly whileTyping?: boolean;
  /** Left out of the palette: moving the cursor and the like. */
  readonly onlyKeys?: boolean;
}

/** Where actions belong; the list of keys shows them under these headings. */
export type ActionScope = 'everywhere' | 'screen';

export interface ActionGroup {
  readonly scope: ActionScope;
  readonly actions: readonly Action[];
}

class ActionRegistry {
  #groups: readonly ActionGroup[] = [];
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly groups = (): readonly ActionGroup[] => this.#groups;

  add(group: ActionGroup): () => void {
    this.#set([...this.#groups, group]);
    return () => this.#set(this.#groups.filter((each) => each !== group));
  }

  /** The latest added first: a screen's keys stand before those of the frame. */
  find(event: KeyboardEvent): Action | undefined {
    const isTyping = isTextField(event.target);
    return this.#groups
      .toReversed()
      .flatMap((group) => group.actions)
      .find(
        (action) =>
          (action.keys ?? []).some((chord) => matchesChord(event, chord)) && (!isTyping || action.whileTyping === true),
      );
  }

  #set(groups: readonly ActionGroup[]): void {
    this.#groups = groups;
    for (const listener of this.#listeners) listener();
  }
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type);
}

/** Keys inside an open dialog, menu or list belong to it. */
function isInLayer(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('[role="dialog"],[role="alertdialog"],[role="menu"],[role="listbox"],dialog[open]') !== null
  );
}

const ActionContext = createContext<ActionRegistry | null>(null);

function useRegistry(): ActionRegistry {
  const registry = useContext(ActionContext);
  if (registry === null) throw new Error('actions are used inside ActionProvider');
  return registry;
}

export function ActionProvider({ children }: { readonly children: ReactNode }) {
  const registry = useMemo(() => new ActionRegistry(), []);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isInLayer(event.target)) return;
      const action = registry.find(event);
      if (action === undefined) return;
      event.preventDefault();
      if (action.enabled !== false) action.run();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [registry]);
  return <ActionContext value={registry}>{children}</ActionContext>;
}

/**
 * Offers actions for as long as the component lives. The list may be made anew at each render: what is registered
 * changes only with what is shown of it, and always runs the latest.
 */
export function useActions(scope: ActionScope, actions: readonly Action[]): void {
  const registry = useRegistry();
  const latest = useRef(actions);
  useLayoutEffect(() => {
    latest.current = actions;
  });
  const shown = JSON.stringify(actions.map(({ run: _run, ...rest }) => rest));
  useEffect(() => {
    const stable = latest.current.map(
      ({ run: _run, ...rest }): Action => ({
        ...rest,
        run: () => latest.current.find((each) => each.id === rest.id)?.run(),
      }),
    );
    return registry.add({ scope, actions: stable });
    // `shown` stands for the actions: it changes exactly when what is listed does.
  }, [registry, scope, shown]);
}

/** All actions offered now, for the palette and the list of keys. */
export function useOfferedActions(): readonly ActionGroup[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.groups);
}
