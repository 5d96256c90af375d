import { backupContract } from './backup.ts';
import { caseFileContract, viewerContract } from './case-file.ts';
import { conflictContract } from './conflict.ts';
import type { ArgsInputOf, ValueOf } from './define.ts';
import { caseDocumentsContract } from './documents.ts';
import { newDeviceContract } from './new-device.ts';
import { outboxContract } from './outbox.ts';
import { queueContract } from './queue.ts';
import { sessionContract } from './session.ts';
import { settingsContract } from './settings.ts';
import { syncContract } from './sync.ts';
import { tripContract } from './trip.ts';

/** Everything that a renderer may ask of the core. */
export const contract = {
  ...sessionContract,
  ...backupContract,
  ...settingsContract,
  ...queueContract,
  ...caseFileContract,
  ...caseDocumentsContract,
  ...viewerContract,
  ...outboxContract,
  ...conflictContract,
  ...newDeviceContract,
  ...syncContract,
  ...tripContract,
};
export type Contract = typeof contract;
export type MethodName = keyof Contract;
export type ContractArgs<Name extends MethodName> = ArgsInputOf<Contract, Name>;
export type ContractValue<Name extends MethodName> = ValueOf<Contract, Name>;
