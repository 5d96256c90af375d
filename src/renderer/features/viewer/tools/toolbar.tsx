import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ArrowRotateClockwiseRegular,
  ArrowRotateCounterclockwiseRegular,
  CheckmarkRegular,
  ChevronDownRegular,
  ChevronUpRegular,
  CropRegular,
  DarkThemeRegular,
  DocumentOnePageRegular,
  OpenRegular,
  PanelLeftRegular,
  PageFitRegular,
  TextTRegular,
  ZoomInRegular,
  ZoomOutRegular,
} from '@fluentui/react-icons';

export interface ToolbarProps {
  readonly current: number;
  readonly pageCount: number;
  readonly scale: number;
  readonly tool: 'region' | 'text';
  readonly hasText: boolean;
  readonly isStrong: boolean;
  readonly hasThumbnails: boolean;
  readonly showsThumbnails: boolean;
  readonly goTo: (index: number) => void;
  readonly zoom: (direction: 1 | -1) => void;
  readonly fitWidth: () => void;
  readonly fitPage: () => void;
  readonly turn: (by: 1 | -1) => void;
  readonly setTool: (tool: 'region' | 'text') => void;
  readonly toggleStrong: () => void;
  readonly toggleThumbnails: () => void;
  readonly markRead: (() => void) | null;
  readonly tearOff: (() => void) | null;
}

interface StepProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly run: () => void;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly testId?: string;
}

function Step({ label, icon, run, pressed, disabled, testId }: StepProps) {
  return (
    <button
      type="button"
      className="viewer-step"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={run}
      data-testid={testId}
    >
      {icon}
    </button>
  );
}

/** The number of the page, to be typed over. */
function PageNumber({ current, pageCount, goTo }: Pick<ToolbarProps, 'current' | 'pageCount' | 'goTo'>) {
  const { t } = useTranslation('viewer');
  const [typed, setTyped] = useState<string | null>(null);
  const go = (): void => {
    const wanted = Number(typed);
    if (typed !== null && Number.isInteger(wanted) && wanted >= 1) goTo(Math.min(wanted, pageCount) - 1);
    setTyped(null);
  };
  return (
    <span className="viewer-page">
      <input
        aria-label={t('tools.page')}
        inputMode="numeric"
        size={Math.max(2, String(pageCount).length)}
        value={typed ?? String(current + 1)}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={go}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go();
        }}
        data-testid="viewer-page"
      />
      <span>{t('tools.of', { count: pageCount })}</span>
    </span>
  );
}

export function Toolbar(props: ToolbarProps) {
  const { current, pageCount, scale, tool, goTo, zoom, turn, setTool, markRead, tearOff } = props;
  const { t } = useTranslation('viewer');
  return (
    <div className="viewer-tools" role="toolbar" aria-label={t('tools.label')}>
      {props.hasThumbnails && (
        <Step label={t('tools.thumbnails')} icon={<PanelLeftRegular />} run={props.toggleThumbnails} pressed={props.showsThumbnails} />
      )}
      <Step label={t('tools.previous')} icon={<ChevronUpRegular />} run={() => goTo(current - 1)} disabled={current === 0} />
      <Step label={t('tools.next')} icon={<ChevronDownRegular />} run={() => goTo(current + 1)} disabled={current >= pageCount - 1} />
      <PageNumber current={current} pageCount={pageCount} goTo={goTo} />
      <span className="viewer-rule" />
      <Step label={t('tools.smaller')} icon={<ZoomOutRegular />} run={() => zoom(-1)} />
      <output className="viewer-scale" aria-label={t('tools.scale')}>
        {t('tools.percent', { value: Math.round(scale * 100) })}
      </output>
      <Step label={t('tools.larger')} icon={<ZoomInRegular />} run={() => zoom(1)} />
      <Step label={t('tools.fitWidth')} icon={<PageFitRegular />} run={props.fitWidth} />
      <Step label={t('tools.fitPage')} icon={<DocumentOnePageRegular />} run={props.fitPage} />
      <span className="viewer-rule" />
      <Step label={t('tools.turnLeft')} icon={<ArrowRotateCounterclockwiseRegular />} run={() => turn(-1)} />
      <Step label={t('tools.turnRight')} icon={<ArrowRotateClockwiseRegular />} run={() => turn(1)} testId="turn-right" />
      <Step label={t('tools.strong')} icon={<DarkThemeRegular />} run={props.toggleStrong} pressed={props.isStrong} />
      <span className="viewer-rule" />
      <Step label={t('tools.region')} icon={<CropRegular />} run={() => setTool('region')} pressed={tool === 'region'} />
      {props.hasText && (
        <Step label={t('tools.text')} icon={<TextTRegular />} run={() => setTool('text')} pressed={tool === 'text'} testId="tool-text" />
      )}
      <span className="viewer-spring" />
      {markRead !== null && <Step label={t('tools.markRead')} icon={<CheckmarkRegular />} run={markRead} testId="mark-read" />}
      {tearOff !== null && <Step label={t('tools.tearOff')} icon={<OpenRegular />} run={tearOff} />}
    </div>
  );
}
