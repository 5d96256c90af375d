import { installBridge } from './bridge/install-bridge.ts';

installBridge();
