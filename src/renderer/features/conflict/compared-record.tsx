import { useTranslation } from 'react-i18next';
import type { CaseState } from '#shared/model/case-state.ts';
import type { RecordField } from '#shared/model/record-fields.ts';
import { sameValue } from '#shared/model/same-value.ts';
import en from '../../i18n/en/conflict.json';
import fr from '../../i18n/fr/conflict.json';
import { addCatalogue } from '../../i18n/i18n.ts';
import { textDifference } from './text-difference.ts';
import { useFieldWords } from './use-field-words.ts';
import './conflict.css';

addCatalogue('conflict', { en, fr });

export interface RecordColumn {
  readonly id: 'base' | 'mine' | 'theirs' | 'draft';
  /** Null where this device does not know the record. */
  readonly fields: readonly RecordField[] | null;
}

export interface ComparedRecordProps {
  readonly label: string;
  readonly columns: readonly RecordColumn[];
  /** What changed is shown against this column; the others are what it was changed to. */
  readonly against: RecordColumn['id'];
  /** The case, where it is here: it gives the names of grounds, conditions and documents. */
  readonly state: CaseState | null;
}

/** A record side by side, field by field; fields that nobody ever filled are left out. */
export function ComparedRecord({ label, columns, against, state }: ComparedRecordProps) {
  const { t } = useTranslation('conflict');
  const names = [...new Set(columns.flatMap(({ fields }) => (fields ?? []).map((field) => field.name)))];
  const valueOf = ({ fields }: RecordColumn, name: RecordField['name']): RecordField | null =>
    fields?.find((field) => field.name === name) ?? null;
  const before = columns.find((column) => column.id === against);
  const rows = names.filter((name) => columns.some((column) => (valueOf(column, name)?.items.length ?? 0) > 0));
  return (
    <table className="compared" aria-label={label} data-testid="compared">
      <thead>
        <tr>
          <th scope="col">{t('field')}</th>
          {columns.map(({ id }) => (
            <th key={id} scope="col">
              {t(`column.${id}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((name) => (
          <tr key={name} data-testid={`compared-${name}`}>
            <th scope="row">{t(`name.${name}`)}</th>
            {columns.map((column) => (
              <Cell
                key={column.id}
                column={column}
                value={valueOf(column, name)}
                before={before === undefined || before === column ? null : valueOf(before, name)}
                state={state}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  readonly column: RecordColumn;
  readonly value: RecordField | null;
  readonly before: RecordField | null;
  readonly state: CaseState | null;
}

/** One value: what differs from before is marked for the eye and said for the ear, never by colour alone. */
function Cell({ column, value, before, state }: CellProps) {
  const { t } = useTranslation('conflict');
  const words = useFieldWords(state);
  const { id, fields } = column;
  if (fields === null || value === null) return <td data-column={id}>{t('unknown')}</td>;
  const text = words(value);
  const isChanged = before !== null && !sameValue(before.items, value.items);
  if (!isChanged || before === null || value.form !== 'text' || before.items.length === 0 || text === '') {
    return (
      <td data-column={id} data-changed={isChanged}>
        {isChanged && <span className="visually-hidden">{t('changed')} </span>}
        {text === '' ? <i>{t('empty')}</i> : text}
      </td>
    );
  }
  return (
    <td data-column={id} data-changed>
      {textDifference(words(before), text).map(({ kind, text: run }, index) => {
        const key = `${index} ${kind}`;
        if (kind === 'same') return <span key={key}>{run}</span>;
        const Mark = kind === 'new' ? 'ins' : 'del';
        return (
          <Mark key={key}>
            <span className="visually-hidden">{t(kind)} </span>
            {run}
            <span className="visually-hidden"> {t('endOfChange')}</span>
          </Mark>
        );
      })}
    </td>
  );
}
