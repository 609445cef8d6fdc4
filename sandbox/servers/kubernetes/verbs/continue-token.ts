import { z } from 'zod';
import { parseJson } from '../http/json.ts';
import { badRequest, done, type Outcome } from '../status.ts';

const Token = z.object({ v: z.literal('meta.k8s.io/v1'), rv: z.number().int(), start: z.string() });

/** Where a list goes on: at what version, and after which place. */
export interface ContinueAt {
  readonly version: number;
  readonly after: string;
}

export function writeContinue({ version, after }: ContinueAt): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: version, start: `${after}\0` })).toString('base64url');
}

export function readContinue(text: string): Outcome<ContinueAt> {
  const parsed = parseJson(Buffer.from(text, 'base64url').toString('latin1'));
  if (!parsed.ok) return badRequest(`invalid continue token: continue key is not valid: ${parsed.message}`);
  const token = Token.safeParse(parsed.value);
  if (!token.success)
    return badRequest('invalid continue token: continue key is not valid: server does not recognize this encoded version ""');
  return done({ version: token.data.rv, after: token.data.start.replace(/\0$/, '') });
}
