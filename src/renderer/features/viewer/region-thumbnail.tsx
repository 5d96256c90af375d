import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pageImageUrl } from '#shared/contract/shell-bridge.ts';
import type { PageRegion } from '#shared/model/evidence.ts';

export interface RegionThumbnailProps {
  readonly sha256: string;
  readonly mime: string;
  readonly pageIndex: number;
  readonly region: PageRegion;
  /** CSS pixels; the height follows the region. */
  readonly width: number;
  readonly alt: string;
  readonly onClick?: () => void;
}

/** What a cite shows: the region cut out of its page by the core, whatever the format. */
export function RegionThumbnail({ sha256, pageIndex, region, width, alt, onClick }: RegionThumbnailProps) {
  const { t } = useTranslation('viewer');
  const [failed, setFailed] = useState<string | null>(null);
  const address = pageImageUrl(sha256, pageIndex, { widthPx: Math.max(16, width * window.devicePixelRatio), region });
  const picture =
    failed === address ? (
      <span className="region-thumbnail-failed">{t('thumbnailFailed')}</span>
    ) : (
      <img
        className="region-thumbnail"
        src={address}
        alt={alt}
        width={width}
        loading="lazy"
        onError={() => setFailed(address)}
        data-testid="region-thumbnail"
      />
    );
  if (onClick === undefined) return picture;
  return (
    <button type="button" className="region-thumbnail-step" aria-label={alt} onClick={onClick}>
      {picture}
    </button>
  );
}
