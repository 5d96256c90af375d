import { SearchRegular } from '@fluentui/react-icons';
import type { KeyboardEvent, Ref } from 'react';
import './search-field.css';

export interface SearchFieldProps {
  readonly value: string;
  readonly type: (text: string) => void;
  readonly label: string;
  readonly placeholder: string;
  readonly maxLength: number;
  readonly testId: string;
  readonly input: Ref<HTMLInputElement>;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** Where words are typed that narrow the list below. Which keys lead out of it the list knows. */
export function SearchField({
  value,
  type,
  label,
  placeholder,
  maxLength,
  testId,
  input,
  onKeyDown,
}: SearchFieldProps) {
  return (
    <div className="search-field">
      <SearchRegular aria-hidden />
      <input
        ref={input}
        type="search"
        maxLength={maxLength}
        aria-label={label}
        placeholder={placeholder}
        data-testid={testId}
        value={value}
        onChange={({ target }) => type(target.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
