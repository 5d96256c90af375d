export { EarlierActs } from './earlier-acts.tsx';
export { NewDeviceLayer } from './new-device-layer.tsx';
