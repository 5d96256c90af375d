import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpenCase } from '../../../state/open-case.tsx';
import { useActions } from '../../../ui/keys/actions.tsx';
import { AddDocumentLayer } from './add-document-layer.tsx';
import { droppedFile, hasFiles } from './dropped-file.ts';
import './add-document.css';

/** The documents of the file, on which a file of this computer can be dropped, and the way to choose one. */
export function AddDocument({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('case');
  const { state, view } = useOpenCase();
  const [adding, setAdding] = useState<{ readonly given: File | null } | null>(null);
  const [isOver, setIsOver] = useState(false);
  const mayAdd = state.application.status === 'open' && view.sight !== 'summary';
  useActions('screen', [
    {
      id: 'add-document',
      label: t('add.title'),
      keys: ['Shift+A'],
      run: () => setAdding({ given: null }),
      enabled: mayAdd,
    },
  ]);
  if (!mayAdd) return children;
  return (
    <div
      className="add-document-zone"
      data-over={isOver}
      data-testid="drop-zone"
      role="presentation"
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        const given = droppedFile(event);
        if (given !== null) setAdding({ given });
      }}
    >
      {children}
      <Button
        className="add-document-button"
        size="small"
        appearance="subtle"
        data-testid="add-document"
        onClick={() => setAdding({ given: null })}
      >
        {t('add.button')}
      </Button>
      {adding !== null && <AddDocumentLayer given={adding.given} close={() => setAdding(null)} />}
    </div>
  );
}
