import { z } from 'zod';
import { Digest } from '#shared/domain/trains/ci.ts';

/** What a deployment's payload says about the artifact, when it says it. */
const Payload = z.object({ image: z.string().min(1).max(1_000).optional(), version: z.string().min(1).max(200).optional() });

export interface Artifact {
  readonly image: string | null;
  /** null: no digest was named. A tag is not one, whatever it points at today. */
  readonly digest: string | null;
  readonly version: string;
}

/** Reads a payload as GitHub answers it: an object, or that object as a JSON string. `ref` names the version when nothing better does. */
export function artifactOf(payload: unknown, ref: string): Artifact {
  const said = Payload.safeParse(typeof payload === 'string' ? parsed(payload) : payload).data;
  const image = said?.image ?? null;
  const digest = Digest.safeParse(image?.split('@')[1]).data ?? null;
  return { image, digest, version: said?.version ?? tagOf(image) ?? ref.replace(/^refs\/tags\//, '').replace(/^v(?=\d)/, '') };
}

function tagOf(image: string | null): string | null {
  return /:([^:/@]+)(?:@|$)/.exec(image?.replace(/@.*$/, '') ?? '')?.[1] ?? null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
