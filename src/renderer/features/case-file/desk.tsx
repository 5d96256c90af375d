import type { KeyboardEvent } from 'react';
import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseTab } from '../../state/open-case.tsx';
import { useOpenCase } from '../../state/open-case.tsx';
import { DecideTab } from '../decision/index.ts';
import { AssessTab } from './assess/assess-tab.tsx';
import { HistoryTab } from './history/history-tab.tsx';
import { NotesTab } from './notes/notes-tab.tsx';
import type { FieldWish } from './use-case-place.ts';

const tabs: readonly CaseTab[] = ['assess', 'notes', 'decide', 'history'];

export interface DeskProps {
  readonly tab: CaseTab;
  readonly wish: FieldWish | null;
}

/** Where the officer writes: one tab at a time. */
export const Desk = memo(function Desk({ tab, wish }: DeskProps) {
  const { t } = useTranslation('case');
  const { state, showTab } = useOpenCase();
  const panel = useRef<HTMLDivElement>(null);
  useWishedFocus(panel, tab, wish);
  const press = (event: KeyboardEvent<HTMLButtonElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    const strip = event.currentTarget.parentElement;
    showTab(next, 'tab');
    requestAnimationFrame(() => strip?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
  };
  const leaveField = (event: KeyboardEvent): void => {
    // Escape in a field leaves the field; the next one leaves the case.
    if (event.key !== 'Escape' || !(event.target instanceof HTMLElement)) return;
    if (!event.target.matches('textarea, select, input:not([type="radio"], [type="checkbox"])')) return;
    event.preventDefault();
    panel.current?.focus();
  };
  return (
    <div className="desk">
      <div className="desk-tabs" role="tablist" aria-label={t('desk.label')}>
        {tabs.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`desk-tab-${each}`}
            aria-selected={each === tab}
            aria-controls="desk-panel"
            tabIndex={each === tab ? 0 : -1}
            data-testid={`tab-${each}`}
            onClick={() => showTab(each)}
            onKeyDown={press}
          >
            {t(`desk.${each}`)}
            {each === 'notes' && state.notes.length > 0 && <small> {state.notes.length}</small>}
          </button>
        ))}
      </div>
      <div
        ref={panel}
        id="desk-panel"
        className="desk-panel"
        role="tabpanel"
        aria-labelledby={`desk-tab-${tab}`}
        tabIndex={-1}
        onKeyDown={leaveField}
      >
        <Tab caseId={state.id} tab={tab} />
      </div>
    </div>
  );
});

/** Tabs that hold something half done are made anew for another case; the others only change what they show. */
function Tab({ caseId, tab }: { readonly caseId: string; readonly tab: CaseTab }) {
  switch (tab) {
    case 'assess':
      return <AssessTab />;
    case 'notes':
      return <NotesTab key={caseId} />;
    case 'decide':
      return <DecideTab key={caseId} />;
    case 'history':
      return <HistoryTab key={caseId} />;
  }
}

/**
 * Puts the focus where it was asked for: the element marked with the field, else the tab's own first place
 * (`data-first`), else the panel.
 */
function useWishedFocus(panel: React.RefObject<HTMLDivElement | null>, tab: CaseTab, wish: FieldWish | null): void {
  const token = wish?.token;
  const field = wish?.field;
  useEffect(() => {
    if (token === undefined || field === undefined || field === 'tab') return;
    const place = panel.current;
    const wanted = field === '' ? null : place?.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
    const target = focusable(wanted ?? place?.querySelector<HTMLElement>('[data-first]') ?? null) ?? place;
    target?.focus();
    target?.scrollIntoView({ block: 'nearest' });
  }, [panel, tab, token, field]);
}

/** The element itself or, where a field is marked by its label, the control in it. */
function focusable(element: HTMLElement | null | undefined): HTMLElement | null {
  if (element == null) return null;
  const controls = 'input, textarea, select, button, [tabindex]';
  return element.matches(controls) ? element : element.querySelector<HTMLElement>(controls);
}
