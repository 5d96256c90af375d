import { Panel } from '../../ui/panel.tsx';
import { PersonPanel } from './person-panel.tsx';
import { SyncPanel } from './sync-panel.tsx';
import { ThemePanel } from './theme-panel.tsx';

export type TopBarPanel = 'sync' | 'theme' | 'person';

export interface TopBarPopoverProps {
  readonly panel: TopBarPanel;
  readonly label: string;
  readonly target: React.RefObject<HTMLElement | null>;
  readonly close: () => void;
}

const contents: Readonly<Record<TopBarPanel, (props: { readonly close: () => void }) => React.ReactNode>> = {
  sync: SyncPanel,
  theme: ThemePanel,
  person: PersonPanel,
};

/** One of the panels below the top bar. */
export function TopBarPopover({ panel, label, target, close }: TopBarPopoverProps) {
  const Content = contents[panel];
  return (
    <Panel label={label} target={target} close={close} testId={`panel-${panel}`}>
      <Content close={close} />
    </Panel>
  );
}
