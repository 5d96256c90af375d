import type { ReactNode } from 'react';
import { createContext, lazy, Suspense, useCallback, useContext, useMemo, useRef, useState } from 'react';
import type { Notice, ShownNotice } from './notice.ts';
import { spoken } from './notice.ts';

interface Notices {
  readonly notify: (notice: Notice) => void;
  /** Says it to a screen reader and shows nothing. */
  readonly announce: (text: string) => void;
}

const NoticeContext = createContext<Notices | null>(null);

// Loaded with the first notice: nothing of it is needed to show the queue.
const NoticeStack = lazy(async () => ({ default: (await import('./notice-stack.tsx')).NoticeStack }));

const mostShown = 3;

export function NoticeProvider({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<readonly ShownNotice[]>([]);
  const [said, setSaid] = useState('');
  const lastId = useRef(0);
  const dismiss = useCallback((id: number) => setShown((all) => all.filter((notice) => notice.id !== id)), []);
  const notices = useMemo<Notices>(
    () => ({
      notify: (notice) => {
        lastId.current += 1;
        const id = lastId.current;
        setShown((all) => [...all, { ...notice, id }].slice(-mostShown));
        setSaid(spoken(notice.text));
      },
      announce: setSaid,
    }),
    [],
  );
  return (
    <NoticeContext value={notices}>
      {children}
      <div className="visually-hidden" role="status" aria-live="polite" data-testid="announcements">
        {said}
      </div>
      {shown.length > 0 && (
        <Suspense fallback={null}>
          <NoticeStack notices={shown} dismiss={dismiss} />
        </Suspense>
      )}
    </NoticeContext>
  );
}

export function useNotices(): Notices {
  const notices = useContext(NoticeContext);
  if (notices === null) throw new Error('notices are used inside NoticeProvider');
  return notices;
}
