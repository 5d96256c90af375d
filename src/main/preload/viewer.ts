import { installBridge } from './bridge/install-bridge.ts';

// The torn-off viewer gets the same bridge; main answers `openViewer` from the main window alone.
installBridge();
