import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { commandPayloads } from '../model/command.ts';
import { eventPayloads } from '../model/event.ts';
import { canonicalText } from '../model/same-value.ts';
import { bootstrapLine } from './bootstrap.ts';
import { commandEnvelope } from './command-envelope.ts';
import { wantedDocuments } from './documents.ts';
import { failureBody } from './failure.ts';
import { helloRequest, helloResponse } from './hello.ts';
import { demoPeople, demoSignInRequest, signInResponse } from './identity.ts';
import { newsEvent } from './news.ts';
import { feedResponse } from './pull-feed.ts';
import { pushRequest, pushResponse } from './push-commands.ts';
import { oldestServedProtocol, protocolVersion } from './version.ts';
import { wholeCase } from './whole-case.ts';

const messages = {
  bootstrapLine,
  commandEnvelope,
  failureBody,
  helloRequest,
  helloResponse,
  demoPeople,
  demoSignInRequest,
  signInResponse,
  feedResponse,
  newsEvent,
  pushRequest,
  pushResponse,
  wholeCase,
  wantedDocuments,
  ...Object.fromEntries(Object.entries(commandPayloads).map(([type, schema]) => [`command ${type}`, schema])),
  ...Object.fromEntries(Object.entries(eventPayloads).map(([type, schema]) => [`event ${type}`, schema])),
};

/** The shape of every message as JSON schema, hashed. */
function shapeHash(): string {
  const shapes = Object.entries(messages).map(([name, schema]) => [
    name,
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
  ]);
  return createHash('sha256')
    .update(canonicalText(Object.fromEntries(shapes)))
    .digest('hex');
}

/** By version: a changed hash under the same version means that two sides could garble each other. */
const knownShapes: Readonly<Record<number, string>> = {
  1: '109be4d98c87ecb7b9efd7ce8633b6c38350d1757f5bd5cf1204ac04795c336d',
  2: 'd6ac2d0a22556900b9fe5ff530e4c815a0df0789195b7160bb387d3902017585',
};

describe('protocol version', () => {
  it('is raised, with a line in its history, whenever the shape of a message changes', () => {
    expect({ version: protocolVersion, shape: shapeHash() }).toEqual({
      version: protocolVersion,
      shape: knownShapes[protocolVersion],
    });
  });

  it('serves a range that holds the present version', () => {
    expect(oldestServedProtocol).toBeLessThanOrEqual(protocolVersion);
  });
});
