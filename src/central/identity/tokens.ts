import { randomUUID } from 'node:crypto';
import type { CryptoKey, JWK } from 'jose';
import { errors, exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import type { Instant, OfficerId } from '#shared/model/ids.ts';
import { officerId } from '#shared/model/ids.ts';
import type { Database } from '../store/database.ts';
import { sql } from '../store/sql.ts';
import type { Clock } from '../sync/ports.ts';

const algorithm = 'EdDSA';
const issuer = 'dossier-central';
/** Tokens of the demo's door are for a central in demo mode only. */
const demoAudience = 'dossier-demo';

export interface Tokens {
  issueDemo(who: OfficerId): Promise<{ readonly token: string; readonly expiresAt: Instant }>;
  /** @throws AppError `token-expired`, `token-invalid` */
  verify(token: string): Promise<VerifiedToken>;
}

/** What a token says, once its signature and time are found good. */
export interface VerifiedToken {
  readonly officerId: OfficerId;
  /** Of this token alone, so that what it was used for can be ended with it. */
  readonly tokenId: string;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
}

const claims = z.object({ sub: officerId, jti: z.uuid(), iat: z.int(), exp: z.int() });
const instantOf = (seconds: number): Instant => new Date(seconds * 1000).toISOString() as Instant;

/** The signing key stands in the database, so that several centrals behind one address take each other's tokens. */
async function signingJwk(database: Database, now: Instant): Promise<{ readonly kid: string; readonly jwk: JWK }> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const made = JSON.stringify(await exportJWK(privateKey));
  return database.write(async (db) => {
    await db.script('lock table signing_key in exclusive mode');
    const found = await db.first<{ kid: string; private_jwk: string }>(
      sql`select kid, private_jwk from signing_key order by created_at desc, kid limit 1`,
    );
    if (found !== undefined) return { kid: found.kid, jwk: JSON.parse(found.private_jwk) as JWK };
    const kid = randomUUID();
    await db.run(sql`insert into signing_key (kid, private_jwk, created_at) values (${kid}, ${made}, ${now})`);
    return { kid, jwk: JSON.parse(made) as JWK };
  });
}

async function importKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, algorithm);
  if (key instanceof Uint8Array) throw new AppError('internal');
  return key;
}

export interface TokenOptions {
  readonly demo: boolean;
  readonly lifetimeSeconds: number;
}

/** Short-lived signed tokens (JWT, EdDSA). */
export async function openTokens(
  database: Database,
  clock: Clock,
  { demo, lifetimeSeconds }: TokenOptions,
): Promise<Tokens> {
  const { kid, jwk } = await signingJwk(database, clock.now());
  const { d: _secret, ...publicJwk } = jwk;
  const signing = await importKey(jwk);
  const checking = await importKey(publicJwk);
  const now = (): Date => new Date(clock.now());
  return {
    issueDemo: async (who) => {
      const issuedAt = Math.floor(now().getTime() / 1000);
      const expires = issuedAt + lifetimeSeconds;
      const token = await new SignJWT()
        .setProtectedHeader({ alg: algorithm, kid })
        .setSubject(who)
        .setIssuer(issuer)
        .setAudience(demoAudience)
        .setJti(randomUUID())
        .setIssuedAt(issuedAt)
        .setExpirationTime(expires)
        .sign(signing);
      return { token, expiresAt: instantOf(expires) };
    },
    verify: async (token) => {
      // Outside of the demo central has no sign-in of its own yet, so there is no token that it takes.
      if (!demo) throw new AppError('token-invalid');
      try {
        const { payload } = await jwtVerify(token, checking, {
          issuer,
          audience: demoAudience,
          algorithms: [algorithm],
          requiredClaims: ['sub', 'jti', 'iat', 'exp'],
          currentDate: now(),
        });
        const { sub, jti, iat, exp } = claims.parse(payload);
        return { officerId: sub, tokenId: jti, issuedAt: instantOf(iat), expiresAt: instantOf(exp) };
      } catch (thrown) {
        throw new AppError(thrown instanceof errors.JWTExpired ? 'token-expired' : 'token-invalid', {}, thrown);
      }
    },
  };
}
