import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageRegion } from '#shared/model/evidence.ts';
import type { PageSource } from '../sources/page-source.ts';
import type { ViewerTool } from '../tools/reading-choices.ts';
import type { ChosenRegion, ViewerHighlight } from '../viewer-highlight.ts';
import type { PlacedPage, QuarterTurns } from './page-geometry.ts';
import { regionOnPage, regionOnScreen } from './page-geometry.ts';
import { PagePicture } from './page-picture.tsx';
import { PageText } from './page-text.tsx';
import { RegionBox, regionStyle } from './region-box.tsx';
import { useRegionDrag } from './use-region-drag.ts';

export interface PageBoxProps {
  readonly source: PageSource;
  readonly page: PlacedPage;
  readonly turns: QuarterTurns;
  readonly urgency: number;
  readonly tool: ViewerTool;
  readonly highlights: readonly ViewerHighlight[];
  readonly chosen: ChosenRegion | null;
  readonly canCite: boolean;
  readonly choose: (chosen: ChosenRegion | null) => void;
  readonly cite: () => void;
  readonly onDrawn: (index: number) => void;
}

/** One page in its place: picture, text, marks, and the region being chosen on it. */
export const PageBox = memo(function PageBox(props: PageBoxProps) {
  const { source, page, turns, urgency, tool, highlights, chosen, canCite, choose, cite, onDrawn } = props;
  const { t } = useTranslation('viewer');
  const { index, width, height, top, scale } = page;
  const label = t('page', { page: index + 1, of: source.pageCount });
  const { drawn, handlers } = useRegionDrag(tool === 'region', (region: PageRegion | null) =>
    choose(region === null ? null : { pageIndex: index, region: regionOnPage(region, turns), byKey: false }),
  );
  return (
    <div
      className="page-box"
      data-tool={tool}
      data-testid="page-box"
      data-page={index}
      style={{ top, width, height }}
      {...handlers}
    >
      <PagePicture
        source={source}
        index={index}
        turns={turns}
        width={width}
        height={height}
        urgency={urgency}
        label={label}
        onDrawn={onDrawn}
      />
      {source.writeText !== null && urgency === 0 && (
        <PageText source={source} index={index} turns={turns} scale={scale} />
      )}
      {highlights.map((mark) => (
        <div
          key={mark.id}
          className="page-mark"
          data-tone={mark.tone}
          role="note"
          aria-label={mark.label}
          title={mark.label}
          style={regionStyle(regionOnScreen(mark.region, turns))}
        />
      ))}
      {drawn !== null && <div className="region-drawn" style={regionStyle(drawn)} />}
      {chosen !== null && (
        <RegionBox
          region={regionOnScreen(chosen.region, turns)}
          pageLabel={label}
          canCite={canCite}
          takesFocus={chosen.byKey}
          change={(region) => choose({ ...chosen, region: regionOnPage(region, turns) })}
          cite={cite}
          drop={() => choose(null)}
        />
      )}
    </div>
  );
});
