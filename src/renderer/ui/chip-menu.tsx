import type { ReactNode } from 'react';
import { useCallback, useId, useRef, useState } from 'react';
import { Panel } from './panel.tsx';
import './chip-menu.css';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export interface ChipMenuProps<Value extends string> {
  readonly name: string;
  /** The chosen values in words; empty where nothing is chosen. */
  readonly summary: string;
  readonly choices: readonly Choice<Value>[];
  readonly chosen: readonly Value[];
  /** One of them (radio) or any (checkboxes). */
  readonly kind: 'one' | 'any';
  readonly onChange: (chosen: readonly Value[]) => void;
  readonly testId: string;
  readonly children?: ReactNode;
}

/** A filter as a chip: it says what is chosen and opens the choices below itself. */
export function ChipMenu<Value extends string>(props: ChipMenuProps<Value>) {
  const { name, summary, choices, chosen, kind, onChange, testId, children } = props;
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const group = useId();
  const close = useCallback(() => setOpen(false), []);
  const change = (value: Value, isOn: boolean): void => {
    if (kind === 'one') onChange([value]);
    else onChange(isOn ? [...chosen, value] : chosen.filter((each) => each !== value));
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="chip"
        data-active={summary !== ''}
        data-testid={testId}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {name}
        {summary !== '' && <b>{summary}</b>}
        <span aria-hidden className="chip-arrow">
          ▾
        </span>
      </button>
      {isOpen && (
        <Panel label={name} target={button} close={close}>
          <fieldset className="check-list">
            <legend>{name}</legend>
            {choices.map(({ value, label }) => (
              <label key={value}>
                <input
                  type={kind === 'one' ? 'radio' : 'checkbox'}
                  name={group}
                  value={value}
                  checked={chosen.includes(value)}
                  onChange={(event) => change(value, event.target.checked)}
                />
                {label}
              </label>
            ))}
          </fieldset>
          {children}
        </Panel>
      )}
    </>
  );
}
