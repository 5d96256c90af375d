import type { ContractArgs, ContractValue } from '#shared/contract/contract.ts';
import { ask, coreApi } from './core-api.ts';

/** "Prepare for offline": what a choice would come to, and the plan that stands. Both go stale with `trip.changed`. */
export const tripApi = coreApi.injectEndpoints({
  endpoints: (build) => ({
    tripEstimate: build.query<ContractValue<'trip.estimate'>, ContractArgs<'trip.estimate'>>({
      query: ask('trip.estimate'),
      providesTags: ['Trip'],
      keepUnusedDataFor: 2,
    }),
    tripPlan: build.query<ContractValue<'trip.plan'>, ContractArgs<'trip.plan'>>({
      query: ask('trip.plan'),
      providesTags: ['Trip'],
    }),
    probeTrip: build.mutation<ContractValue<'trip.probe'>, ContractArgs<'trip.probe'>>({
      query: ask('trip.probe'),
      invalidatesTags: ['Trip'],
    }),
    startTrip: build.mutation<ContractValue<'trip.start'>, ContractArgs<'trip.start'>>({
      query: ask('trip.start'),
      invalidatesTags: ['Trip'],
    }),
    pauseTrip: build.mutation<ContractValue<'trip.pause'>, ContractArgs<'trip.pause'>>({
      query: ask('trip.pause'),
      invalidatesTags: ['Trip'],
    }),
    checkTrip: build.mutation<ContractValue<'trip.check'>, ContractArgs<'trip.check'>>({
      query: ask('trip.check'),
      invalidatesTags: ['Trip'],
    }),
    cancelTrip: build.mutation<ContractValue<'trip.cancel'>, ContractArgs<'trip.cancel'>>({
      query: ask('trip.cancel'),
      invalidatesTags: ['Trip'],
    }),
  }),
});

export const {
  useTripEstimateQuery,
  useTripPlanQuery,
  useProbeTripMutation,
  useStartTripMutation,
  usePauseTripMutation,
  useCheckTripMutation,
  useCancelTripMutation,
} = tripApi;
