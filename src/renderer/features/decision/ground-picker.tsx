import type { KeyboardEvent } from 'react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ground } from '#shared/model/programs/program.ts';
import { useOpenCase } from '../../state/open-case.tsx';
import { useLanguage } from '../../ui/format/use-format.ts';
import { Layer } from '../../ui/layer.tsx';
import { groundsMatching } from './grounds-matching.ts';

export interface GroundPickerProps {
  readonly title: string;
  /** Grounds that are chosen already; they stand first when a page is cited. */
  readonly first: readonly string[];
  readonly choose: (ground: Ground) => void;
  readonly close: () => void;
}

/** The program's grounds, narrowed by typing; arrows and Enter choose. */
export function GroundPicker({ title, first, choose, close }: GroundPickerProps) {
  const { t } = useTranslation('decide');
  const language = useLanguage();
  const { program } = useOpenCase();
  const [typed, setTyped] = useState('');
  const [wanted, setWanted] = useState(0);
  const listId = useId();
  const grounds = groundsMatching(program.grounds, typed, language, first);
  const at = Math.min(wanted, grounds.length - 1);
  const current = grounds[at];
  const optionId = (ground: Ground): string => `${listId}-${ground.id}`;
  const currentId = current === undefined ? undefined : optionId(current);
  useEffect(() => {
    if (currentId !== undefined)
      document.querySelector(`#${CSS.escape(currentId)}`)?.scrollIntoView({ block: 'nearest' });
  }, [currentId]);
  const press = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && grounds.length > 0) {
      event.preventDefault();
      setWanted((at + step + grounds.length) % grounds.length);
    } else if (event.key === 'Enter' && current !== undefined) {
      event.preventDefault();
      choose(current);
    }
  };
  return (
    <Layer label={title} close={close} testId="ground-picker">
      <h2 className="layer-title">{title}</h2>
      <div className="layer-body">
        <input
          className="decide-filter"
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={currentId}
          aria-label={t('grounds.filter')}
          placeholder={t('grounds.filter')}
          data-testid="ground-filter"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setWanted(0);
          }}
          onKeyDown={press}
        />
        <ul id={listId} role="listbox" aria-label={title} className="decide-grounds">
          {grounds.map((ground, index) => (
            <li
              key={ground.id}
              id={optionId(ground)}
              role="option"
              aria-selected={index === at}
              data-testid={`ground-${ground.id}`}
              onMouseMove={() => setWanted(index)}
              onClick={() => choose(ground)}
              onKeyDown={press}
            >
              <b>{ground.provision}</b>
              <span>{ground.title[language]}</span>
              {first.includes(ground.id) && <em>{t('grounds.chosen')}</em>}
            </li>
          ))}
        </ul>
        {grounds.length === 0 && <p className="desk-hint">{t('grounds.nothing')}</p>}
      </div>
    </Layer>
  );
}
