import { Component } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state.tsx';

interface BoundaryState {
  readonly hasFailed: boolean;
}

/** A bug in one screen leaves the frame standing: the person can go elsewhere, and what was typed is kept by the core. */
export class ScreenBoundary extends Component<{ readonly children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { hasFailed: false };

  static getDerivedStateFromError(): BoundaryState {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
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
