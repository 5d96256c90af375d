import { useOpenCase } from '../../../state/open-case.tsx';
import { HandedOverBanner } from '../handed-over/handed-over-banner.tsx';
import { ConflictBanner } from './conflict-banner.tsx';
import { EndedBanner } from './ended-banner.tsx';
import './banners.css';

/** What has to be known of a case before anything is done on it. */
export function CaseBanners() {
  const { state } = useOpenCase();
  return (
    <>
      <EndedBanner key={`ended ${state.id}`} />
      <ConflictBanner caseId={state.id} />
      <HandedOverBanner key={`left ${state.id}`} />
    </>
  );
}
