import type { ReactNode } from 'react';
import { Component } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state.tsx';

interface BoundaryState {
  readonly hasFailed: boolean;
}

export interface ScreenBoundaryProps {
  readonly children: ReactNode;
  /** Shown in place of what failed; without it the screen says so. */
  readonly instead?: ReactNode;
}

/** A bug in one screen leaves the frame standing: the person can go elsewhere, and what was typed is kept by the core. */
export class ScreenBoundary extends Component<ScreenBoundaryProps, BoundaryState> {
  override state: BoundaryState = { hasFailed: false };

  static getDerivedStateFromError(): BoundaryState {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    if (this.props.instead !== undefined) return this.props.instead;
    return <FailedScreen again={() => this.setState({ hasFailed: false })} />;
  }
}

function FailedScreen({ again }: { readonly again: () => void }) {
  const { t } = useTranslation('frame');
  return (
    <EmptyState title={t('screenFailed')} text={t('screenFailedText')}>
      <button type="button" onClick={again}>
        {t('tryAgain')}
      </button>
    </EmptyState>
  );
}
