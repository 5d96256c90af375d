import { useState } from 'react';
import type { Day } from '#shared/model/ids.ts';
import { day } from '#shared/model/ids.ts';
import { DayInput } from '../../ui/day-input.tsx';

export interface DraftDayProps {
  readonly label: string;
  readonly field: string;
  readonly value: Day | null;
  readonly onChange: (value: Day | null) => void;
  readonly min?: string;
  readonly max?: string;
  readonly testId?: string;
}

/** A day of the draft. While it is typed and not a day yet, the draft has none: a check says so. */
export function DraftDay({ label, field, value, onChange, ...limits }: DraftDayProps) {
  const [text, setText] = useState<string>(value ?? '');
  const [known, setKnown] = useState(value);
  if (value !== known) {
    setKnown(value);
    if (value !== null) setText(value);
  }
  return (
    <label className="desk-field" data-field={field}>
      <span>{label}</span>
      <DayInput
        {...limits}
        value={text}
        onChange={(typed) => {
          setText(typed);
          const parsed = day.safeParse(typed);
          const next = parsed.success ? parsed.data : null;
          if (next !== value) onChange(next);
        }}
      />
    </label>
  );
}
