import {
  ArrowRotateClockwiseRegular,
  ArrowRotateCounterclockwiseRegular,
  BrightnessHighRegular,
  CheckmarkRegular,
  ChevronDownRegular,
  ChevronUpRegular,
  CropRegular,
  DocumentOnePageRegular,
  HandLeftRegular,
  OpenRegular,
  PageFitRegular,
  PanelLeftRegular,
  TextTRegular,
  ZoomInRegular,
  ZoomOutRegular,
} from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReadingChoices, ViewerTool } from './reading-choices.ts';
import { useToolbarKeys } from './use-toolbar-keys.ts';

export interface ToolbarProps {
  readonly current: number;
  readonly pageCount: number;
  readonly seenCount: number;
  readonly scale: number;
  readonly choices: ReadingChoices;
  readonly hasText: boolean;
  readonly goTo: (index: number) => void;
  readonly turn: (by: 1 | -1) => void;
  readonly markRead: (() => void) | null;
  readonly tearOff: (() => void) | null;
}

interface StepProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly run: () => void;
  /** Shown with the label: what does the same by key. */
  readonly keys?: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly testId?: string;
}

function Step({ label, icon, run, keys, pressed, disabled, testId }: StepProps) {
  return (
    <button
      type="button"
      className="viewer-step"
      aria-label={label}
      title={keys === undefined ? label : `${label} (${keys})`}
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
          else if (event.key === 'Escape' && typed !== null) {
            setTyped(null);
            event.stopPropagation();
          }
        }}
        data-testid="viewer-page"
      />
      <span>{t('tools.of', { count: pageCount })}</span>
    </span>
  );
}

function ZoomTools({ scale, choices }: Pick<ToolbarProps, 'scale' | 'choices'>) {
  const { t } = useTranslation('viewer');
  const { zoom, step, fitWidth, fitPage } = choices;
  const fit = 'fit' in zoom ? zoom.fit : null;
  return (
    <span className="viewer-group">
      <Step
        label={t('tools.smaller')}
        keys="-"
        icon={<ZoomOutRegular />}
        run={() => step(-1, scale)}
        testId="zoom-out"
      />
      <output className="viewer-scale" aria-label={t('tools.scale')} data-testid="viewer-scale">
        {t('tools.percent', { value: Math.round(scale * 100) })}
      </output>
      <Step label={t('tools.larger')} keys="+" icon={<ZoomInRegular />} run={() => step(1, scale)} testId="zoom-in" />
      <Step label={t('tools.fitWidth')} keys="0" icon={<PageFitRegular />} run={fitWidth} pressed={fit === 'width'} />
      <Step
        label={t('tools.fitPage')}
        keys="0"
        icon={<DocumentOnePageRegular />}
        run={fitPage}
        pressed={fit === 'page'}
        testId="fit-page"
      />
    </span>
  );
}

const pointerTools: Readonly<Record<ViewerTool, ReactNode>> = {
  region: <CropRegular />,
  text: <TextTRegular />,
  hand: <HandLeftRegular />,
};

function PointerTools({ choices, hasText }: Pick<ToolbarProps, 'choices' | 'hasText'>) {
  const { t } = useTranslation('viewer');
  const { tool, setTool } = choices;
  const offered: readonly ViewerTool[] = hasText ? ['region', 'text', 'hand'] : ['region', 'hand'];
  return (
    <span className="viewer-group">
      {offered.map((each) => (
        <Step
          key={each}
          label={t(`tools.${each}`)}
          icon={pointerTools[each]}
          run={() => setTool(each)}
          pressed={tool === each}
          testId={`tool-${each}`}
        />
      ))}
    </span>
  );
}

export function Toolbar(props: ToolbarProps) {
  const { current, pageCount, scale, choices, goTo, turn, markRead, tearOff } = props;
  const { t } = useTranslation('viewer');
  const { bar, onKeyDown } = useToolbarKeys();
  const { showsThumbnails, toggleThumbnails, isStrong, toggleStrong } = choices;
  return (
    <div
      ref={bar}
      className="viewer-tools"
      role="toolbar"
      tabIndex={-1}
      aria-label={t('tools.label')}
      onKeyDown={onKeyDown}
    >
      <span className="viewer-group">
        {pageCount > 1 && (
          <Step
            label={t('tools.thumbnails')}
            icon={<PanelLeftRegular />}
            run={toggleThumbnails}
            pressed={showsThumbnails}
          />
        )}
        <Step
          label={t('tools.previous')}
          keys="Ctrl+PageUp"
          icon={<ChevronUpRegular />}
          run={() => goTo(current - 1)}
          disabled={current === 0}
        />
        <Step
          label={t('tools.next')}
          keys="Ctrl+PageDown"
          icon={<ChevronDownRegular />}
          run={() => goTo(current + 1)}
          disabled={current >= pageCount - 1}
          testId="page-next"
        />
        <PageNumber current={current} pageCount={pageCount} goTo={goTo} />
      </span>
      <ZoomTools scale={scale} choices={choices} />
      <span className="viewer-group">
        <Step label={t('tools.turnLeft')} icon={<ArrowRotateCounterclockwiseRegular />} run={() => turn(-1)} />
        <Step
          label={t('tools.turnRight')}
          keys="Shift+R"
          icon={<ArrowRotateClockwiseRegular />}
          run={() => turn(1)}
          testId="turn-right"
        />
        <Step
          label={t('tools.strong')}
          keys="Shift+C"
          icon={<BrightnessHighRegular />}
          run={toggleStrong}
          pressed={isStrong}
          testId="strong"
        />
      </span>
      <PointerTools choices={choices} hasText={props.hasText} />
      <span className="viewer-spring" />
      {markRead !== null && (
        <Step
          label={t('tools.markRead', { seen: props.seenCount, count: pageCount })}
          keys="M"
          icon={<CheckmarkRegular />}
          run={markRead}
          testId="mark-read"
        />
      )}
      {tearOff !== null && <Step label={t('tools.tearOff')} icon={<OpenRegular />} run={tearOff} testId="tear-off" />}
    </div>
  );
}
