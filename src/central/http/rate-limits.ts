import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '#shared/errors/app-error.ts';
import { actorOfRequest } from './sign-in-check.ts';

/** Requests a minute. They are counted in each process by itself: n processes behind one address let n times as many through. */
export interface RateLimits {
  readonly perPerson: number;
  /** All who come from one network address; an office behind one gateway is one address. */
  readonly perAddress: number;
  /** Sign-ins from one address. */
  readonly signIns: number;
  /** Sign-ins from one address that were denied. */
  readonly deniedSignIns: number;
}

/** A workstation that loads documents over a fast line asks some hundred times a second, for a while. */
export const usualRates: RateLimits = { perPerson: 12_000, perAddress: 120_000, signIns: 300, deniedSignIns: 10 };

/** Short windows: who has used one up waits seconds, not a minute. */
const windowSeconds = 10;

interface Limit {
  /** @throws AppError `rate-limited` with the seconds to wait */
  take(key: string): Promise<void>;
  /** The same without taking. */
  check(key: string): Promise<void>;
}

function refusal({ msBeforeNext }: { readonly msBeforeNext: number }): AppError {
  return new AppError('rate-limited', { seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) });
}

function limitOf(points: number, duration: number): Limit {
  const limiter = new RateLimiterMemory({ points, duration });
  return {
    take: async (key) => {
      try {
        await limiter.consume(key);
      } catch (thrown) {
        throw thrown instanceof RateLimiterRes ? refusal(thrown) : thrown;
      }
    },
    check: async (key) => {
      const state = await limiter.get(key);
      if (state !== null && state.remainingPoints <= 0) throw refusal(state);
    },
  };
}

const inWindow = (perMinute: number): Limit => limitOf(Math.ceil((perMinute * windowSeconds) / 60), windowSeconds);

/** Counts every request of this scope against the address it comes from, before anything is read of it. */
export function limitAddresses(scope: FastifyInstance, rates: RateLimits): void {
  const limit = inWindow(rates.perAddress);
  scope.addHook('onRequest', (request) => limit.take(request.ip));
}

/** Counts every request against the person it is from. Comes after the sign-in check. */
export function limitPeople(scope: FastifyInstance, rates: RateLimits): void {
  const limit = inWindow(rates.perPerson);
  scope.addHook('onRequest', (request) => limit.take(actorOfRequest(request).officerId));
}

/** Sign-ins are limited harder, and denied ones hardest: whoever tries codes out is stopped before the next is looked up. */
export function limitSignIns(scope: FastifyInstance, rates: RateLimits): void {
  const all = limitOf(rates.signIns, 60);
  const denied = limitOf(rates.deniedSignIns, 60);
  const isSignIn = (request: FastifyRequest): boolean => request.method === 'POST';
  scope.addHook('onRequest', async (request) => {
    if (!isSignIn(request)) return;
    await denied.check(request.ip);
    await all.take(request.ip);
  });
  scope.addHook('onResponse', async (request, reply) => {
    if (isSignIn(request) && reply.statusCode === 403) await denied.take(request.ip).catch(() => undefined);
  });
}
