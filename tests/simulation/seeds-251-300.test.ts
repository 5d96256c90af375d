import { seedsHold } from './seeds-hold.ts';

seedsHold(251, 50);
