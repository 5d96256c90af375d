import { seedsHold } from './seeds-hold.ts';

seedsHold(201, 50);
