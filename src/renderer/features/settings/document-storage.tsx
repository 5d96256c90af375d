import { useTranslation } from 'react-i18next';
import { documentPresence } from '#shared/contract/case-file.ts';
import { useDocumentStorageQuery, useSetDocumentBudgetMutation } from '../../state/storage-endpoints.ts';
import { ErrorNote } from '../../ui/feedback/error-note.tsx';
import { useFormat } from '../../ui/format/use-format.ts';

const gigabyte = 1_000_000_000;
const budgets = [0.5, 1, 2, 5, 10, 20, 50].map((each) => each * gigabyte);

/** How many documents are here, on their way, missing or damaged, and how much room they may take. */
export function DocumentStorage() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const { data, error } = useDocumentStorageQuery({});
  const [setBudget, setting] = useSetDocumentBudgetMutation();
  if (data === undefined) return error === undefined ? null : <ErrorNote error={error} />;
  const { budgetBytes } = data;
  const offered = budgetBytes === null || budgets.includes(budgetBytes) ? budgets : [budgetBytes, ...budgets];
  return (
    <section className="settings-card" data-testid="document-storage">
      <h2>{t('documents.title')}</h2>
      <dl className="facts">
        {documentPresence.options.map((state) => (
          <FactLine key={state} name={t(`documents.state.${state}`)} value={format.number(data.counts[state])} />
        ))}
        <FactLine
          name={t('documents.owed')}
          value={t('documents.owedLine', { count: data.owed, size: format.bytes(data.owedBytes) })}
        />
        <FactLine name={t('documents.held')} value={format.bytes(data.heldBytes)} />
        <FactLine name={t('documents.pinned')} value={format.bytes(data.pinnedBytes)} />
        {data.beyondBudget > 0 && (
          <FactLine name={t('documents.beyond')} value={t('documents.beyondLine', { count: data.beyondBudget })} />
        )}
      </dl>
      <label className="field">
        {t('documents.budget')}
        <select
          value={budgetBytes ?? ''}
          disabled={setting.isLoading}
          data-testid="document-budget"
          onChange={({ target }) => void setBudget({ bytes: target.value === '' ? null : Number(target.value) })}
        >
          <option value="">{t('documents.unlimited')}</option>
          {offered.map((bytes) => (
            <option key={bytes} value={bytes}>
              {format.bytes(bytes)}
            </option>
          ))}
        </select>
      </label>
      <p className="form-note">{t('documents.budgetHint')}</p>
      {setting.error !== undefined && <ErrorNote error={setting.error} />}
    </section>
  );
}

function FactLine({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
