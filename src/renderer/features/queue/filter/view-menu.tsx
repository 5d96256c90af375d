import { Button } from '@fluentui/react-components';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedView } from '#shared/contract/queue.ts';
import { useDeleteViewMutation, useSaveViewMutation } from '../../../state/queue-endpoints.ts';
import type { QueuePlace } from '../../../state/queue-place-slice.ts';
import { builtInViewChosen, viewSaved } from '../../../state/queue-place-slice.ts';
import { useAppDispatch } from '../../../state/store.ts';
import { ErrorNote } from '../../../ui/feedback/error-note.tsx';
import { useNotices } from '../../../ui/feedback/notices.tsx';
import { Panel } from '../../../ui/panel.tsx';

/** What a view keeps of a place. */
export type ViewPlace = Pick<QueuePlace, 'viewId' | 'filter' | 'order'>;

export interface ViewMenuProps extends ViewPlace {
  /** The saved view that is shown now; null for a built-in one. */
  readonly saved: SavedView | null;
}

/** Save the present filter and order under a name; rename, renew or delete a saved view. */
export function ViewMenu({ saved, ...place }: ViewMenuProps) {
  const { t } = useTranslation('queue');
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="link-button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        data-testid="view-menu"
        onClick={() => setOpen(!isOpen)}
      >
        {saved === null ? t('saveViewShort') : t('viewMenu')}
      </button>
      {isOpen && (
        <Panel label={t('viewMenu')} target={button} close={close} testId="view-panel">
          <ViewForm {...place} saved={saved} close={close} />
        </Panel>
      )}
    </>
  );
}

function ViewForm({ filter, order, saved, close }: ViewMenuProps & { readonly close: () => void }) {
  const { t } = useTranslation('queue');
  const dispatch = useAppDispatch();
  const { notify } = useNotices();
  const [saveView, saving] = useSaveViewMutation();
  const [deleteView, deleting] = useDeleteViewMutation();
  const [name, setName] = useState(saved?.name ?? '');
  const save = async (view: SavedView): Promise<void> => {
    const { error } = await saveView(view);
    if (error !== undefined) return;
    dispatch(viewSaved(view.id));
    notify({ text: t('viewSaved', { name: view.name }), tone: 'done' });
    close();
  };
  const remove = async (view: SavedView): Promise<void> => {
    const { error } = await deleteView({ id: view.id });
    if (error !== undefined) return;
    dispatch(builtInViewChosen('all'));
    const undo = (): void => void save(view);
    notify({ text: t('viewDeleted', { name: view.name }), tone: 'done', undo });
    close();
  };
  const error = saving.error ?? deleting.error;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const id = saved?.id ?? crypto.randomUUID();
        if (name.trim() !== '') void save({ id, name: name.trim(), filter, order });
      }}
    >
      <label className="field">
        {t('viewName')}
        <input
          value={name}
          maxLength={60}
          required
          data-testid="view-name"
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      {error !== undefined && <ErrorNote error={error} />}
      <div className="panel-steps">
        <Button type="submit" size="small" appearance="primary" data-testid="save-view">
          {saved === null ? t('save') : t('updateView')}
        </Button>
        {saved !== null && (
          <Button size="small" data-testid="delete-view" onClick={() => void remove(saved)}>
            {t('deleteView')}
          </Button>
        )}
      </div>
    </form>
  );
}
