import { FluentProvider } from '@fluentui/react-components';
import { lazy, Suspense, useEffect } from 'react';
import { Provider } from 'react-redux';
import type { ShellBridge } from '#shared/contract/shell-bridge.ts';
import { speak } from '../i18n/i18n.ts';
import { useSettingsQuery } from '../state/device-endpoints.ts';
import type { AppStore } from '../state/store.ts';
import { themes } from '../ui/appearance/theme.ts';
import { keptAppearance, useThemeName } from '../ui/appearance/use-appearance.ts';
import { NoticeProvider } from '../ui/feedback/notices.tsx';
import { ActionProvider } from '../ui/keys/actions.tsx';
import { ShellProvider } from '../ui/shell-context.tsx';
import { MainWindow } from './main-window.tsx';

const ViewerWindow = lazy(async () => ({ default: (await import('./viewer-window.tsx')).ViewerWindow }));

export interface AppProps {
  readonly store: AppStore;
  readonly shell: ShellBridge;
  readonly restartCore: () => void;
}

export function App({ store, shell, restartCore }: AppProps) {
  return (
    <Provider store={store}>
      <ShellProvider shell={shell} restartCore={restartCore}>
        <Themed shell={shell} />
      </ShellProvider>
    </Provider>
  );
}

function Themed({ shell }: { readonly shell: ShellBridge }) {
  const { data: settings } = useSettingsQuery({});
  const chosen = settings ?? keptAppearance(shell.boot.appearance);
  const theme = useThemeName(shell, chosen);
  useEffect(() => speak(chosen.language), [chosen.language]);
  return (
    <FluentProvider
      theme={themes[theme]}
      className="app-root"
      data-testid="app-root"
      data-theme={theme}
      data-density={settings?.density ?? 'compact'}
    >
      <ActionProvider>
        <NoticeProvider>
          {shell.boot.kind === 'viewer' ? (
            <Suspense fallback={null}>
              <ViewerWindow />
            </Suspense>
          ) : (
            <MainWindow />
          )}
        </NoticeProvider>
      </ActionProvider>
    </FluentProvider>
  );
}
