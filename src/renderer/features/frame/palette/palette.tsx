import type { KeyboardEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import en from '../../../i18n/en/palette.json';
import fr from '../../../i18n/fr/palette.json';
import { addCatalogue } from '../../../i18n/i18n.ts';
import { KeyCaps } from '../../../ui/keys/key-caps.tsx';
import { Layer } from '../../../ui/layer.tsx';
import type { PaletteEntry } from './use-palette-entries.ts';
import { usePaletteEntries } from './use-palette-entries.ts';
import './palette.css';

addCatalogue('palette', { en, fr });

/** Ctrl+K: cases by number or name, commands and screens by word. */
export function Palette({ close }: { readonly close: () => void }) {
  const { t } = useTranslation('palette');
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const entries = usePaletteEntries(typed);
  const at = Math.min(chosen, entries.length - 1);
  const current = entries[at];
  const optionId = (entry: PaletteEntry): string => `${listId}-${entry.id}`;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const run = (entry: PaletteEntry | undefined): void => {
    if (entry === undefined) return;
    close();
    entry.run();
  };
  const press = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && entries.length > 0) {
      event.preventDefault();
      setChosen((at + step + entries.length) % entries.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(current);
    }
  };
  return (
    <Layer label={t('title')} close={close} testId="palette">
      <input
        className="palette-input"
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={current === undefined ? undefined : optionId(current)}
        aria-label={t('title')}
        placeholder={t('placeholder')}
        data-testid="palette-input"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setChosen(0);
        }}
        onKeyDown={press}
      />
      <div ref={list} className="palette-list" id={listId} role="listbox" aria-label={t('title')}>
        {entries.map((entry, index) => (
          <div
            key={entry.id}
            id={optionId(entry)}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className="palette-entry"
            onMouseMove={() => setChosen(index)}
            onClick={() => run(entry)}
            onKeyDown={press}
          >
            <span className="palette-label">{entry.label}</span>
            <span className="palette-note">{entry.note}</span>
            {entry.chord !== undefined && <KeyCaps chord={entry.chord} />}
          </div>
        ))}
      </div>
      {entries.length === 0 && <p className="palette-nothing">{t('nothing')}</p>}
      <p className="palette-hint">{t('hint')}</p>
      <div className="visually-hidden" role="status">
        {t('results', { count: entries.length })}
      </div>
    </Layer>
  );
}
