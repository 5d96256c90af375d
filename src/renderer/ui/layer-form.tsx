import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { ErrorNote } from './feedback/error-note.tsx';
import { Layer, type LayerProps } from './layer.tsx';

/** The step that a layer is for: by its button, or by Enter in a field. */
export interface LayerGo {
  readonly label: string;
  readonly testId: string;
  readonly run: () => unknown;
  /** False while something is still to be filled in. */
  readonly isFit?: boolean;
  /** It is being done: it keeps the focus and is not begun again. */
  readonly isBusy?: boolean;
}

export interface LayerFormProps extends Omit<LayerProps, 'label'> {
  readonly title: string;
  /** What the button that leaves says. */
  readonly cancel: string;
  readonly go: LayerGo;
  /** Why the step was not done. */
  readonly error?: unknown;
  /** Other steps, before those two. */
  readonly steps?: ReactNode;
  readonly bodyClass?: string;
}

/** A layer that asks for one thing: its title, its fields, what went wrong, and the way on or back. */
export function LayerForm({ title, cancel, go, error, steps, bodyClass, children, ...layer }: LayerFormProps) {
  const { isFit = true, isBusy = false } = go;
  return (
    <Layer label={title} {...layer}>
      <form
        className="layer-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isFit && !isBusy) go.run();
        }}
      >
        <h2 className="layer-title">{title}</h2>
        <div className={bodyClass === undefined ? 'layer-body' : `layer-body ${bodyClass}`}>
          {children}
          {error != null && <ErrorNote error={error} />}
        </div>
        <div className="layer-steps">
          {steps}
          <Button onClick={layer.close}>{cancel}</Button>
          <Button
            type="submit"
            appearance="primary"
            disabled={!isFit}
            disabledFocusable={isBusy}
            data-testid={go.testId}
          >
            {go.label}
          </Button>
        </div>
      </form>
    </Layer>
  );
}
