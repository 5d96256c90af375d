import { Button } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentMaximumBytes } from '#shared/model/document.ts';
import { useFormat } from '../../../ui/format/use-format.ts';
import { droppedFile, hasFiles } from './dropped-file.ts';
import './add-document.css';

interface FileChoiceProps {
  readonly file: File | null;
  readonly choose: (file: File) => void;
  readonly disabled: boolean;
}

const accepted = '.pdf,.tif,.tiff,.jpg,.jpeg,.png,application/pdf,image/tiff,image/jpeg,image/png';

/** The file to add: by the system's own dialog, or dropped here. */
export function FileChoice({ file, choose, disabled }: FileChoiceProps) {
  const { t } = useTranslation('case');
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  return (
    <div
      className="file-choice"
      role="group"
      aria-label={t('add.file')}
      data-over={isOver}
      data-testid="file-choice"
      onDragOver={(event) => {
        if (disabled || !hasFiles(event)) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setIsOver(false);
        const dropped = disabled ? null : droppedFile(event);
        if (dropped !== null) choose(dropped);
      }}
    >
      <span className="file-choice-name" data-testid="file-name">
        {file === null ? t('add.noFile') : t('add.chosen', { name: file.name, size: format.bytes(file.size) })}
      </span>
      <Button size="small" disabled={disabled} onClick={() => input.current?.click()} data-testid="choose-file">
        {file === null ? t('add.choose') : t('add.chooseOther')}
      </Button>
      <small className="form-note">{t('add.kinds', { size: format.bytes(documentMaximumBytes) })}</small>
      <input
        ref={input}
        type="file"
        hidden
        accept={accepted}
        tabIndex={-1}
        data-testid="file-input"
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          if (chosen !== undefined) choose(chosen);
          event.target.value = '';
        }}
      />
    </div>
  );
}
