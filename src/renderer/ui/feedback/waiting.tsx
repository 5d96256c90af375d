import { useEffect, useState } from 'react';
import './waiting.css';

/** Waits of less than this show nothing: a flash is worse than a moment of quiet. */
const quietForMs = 300;

export interface WaitingProps {
  readonly label: string;
  /** How far it is, where that is known. */
  readonly done?: number;
  readonly of?: number;
}

/** A wait that is said in words, with a bar where it is known how far it is. */
export function Waiting({ label, done, of }: WaitingProps) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), quietForMs);
    return () => clearTimeout(timer);
  }, []);
  if (!isShown) return null;
  return (
    <div className="waiting" role="status">
      <span>{label}</span>
      {done !== undefined && of !== undefined && of > 0 ? (
        <progress value={done} max={of} aria-label={label} />
      ) : (
        <progress aria-label={label} />
      )}
    </div>
  );
}
