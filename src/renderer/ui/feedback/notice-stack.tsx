import { Button } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownNotice } from './notice.ts';
import { spoken } from './notice.ts';
import './notice-stack.css';

/** Long enough to read and to undo; a failure stays until it is put away (WCAG 2.2.1). */
const shownForMs = 12_000;

function NoticeLine({ notice, dismiss }: { readonly notice: ShownNotice; readonly dismiss: (id: number) => void }) {
  const { t } = useTranslation('frame');
  const { id, tone } = notice;
  useEffect(() => {
    if (tone === 'failed') return;
    const timer = setTimeout(() => dismiss(id), shownForMs);
    return () => clearTimeout(timer);
  }, [id, tone, dismiss]);
  const { undo } = notice;
  const lines = spoken(notice.lines ?? []);
  return (
    <li className="notice" data-tone={tone} data-testid="notice">
      <div className="notice-text">
        {spoken(notice.text)}
        {lines.length > 0 && (
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
      {undo !== undefined && (
        <Button
          size="small"
          onClick={() => {
            dismiss(id);
            undo();
          }}
        >
          {t('notice.undo')}
        </Button>
      )}
      <Button size="small" appearance="subtle" onClick={() => dismiss(id)}>
        {t('notice.dismiss')}
      </Button>
    </li>
  );
}

export interface NoticeStackProps {
  readonly notices: readonly ShownNotice[];
  readonly dismiss: (id: number) => void;
}

export function NoticeStack({ notices, dismiss }: NoticeStackProps) {
  const { t } = useTranslation('frame');
  return (
    <section className="notice-stack" aria-label={t('notice.region')}>
      <ul>
        {notices.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} dismiss={dismiss} />
        ))}
      </ul>
    </section>
  );
}
