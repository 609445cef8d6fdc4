import { z } from 'zod';
import { bareTemplate } from '#shared/domain/rollouts/template-hash.ts';

const Words = z.record(z.string(), z.string());
const Ephemeral = z.object({ labels: Words.nullish(), annotations: Words.nullish() });
const Template = z.looseObject({
  metadata: z.looseObject({ labels: Words.nullish(), annotations: Words.nullish() }).nullish(),
  spec: z.looseObject({ affinity: z.looseObject({ podAntiAffinity: z.looseObject({}).nullish() }).nullish() }).nullish(),
});
const hashLabel = 'rollouts-pod-template-hash';

/**
 * A ReplicaSet's template as somebody once wrote it into the spec: without the hash label, the ephemeral metadata and the
 * anti-affinity that the controller put in. Left in, they would become part of the spec and of a new hash.
 * @param ephemeral the ReplicaSet's annotation `rollout.argoproj.io/ephemeral-metadata`, where it has one
 */
export function restoreTemplate(template: unknown, ephemeral: string | undefined): unknown {
  const parsed = Template.safeParse(bareTemplate(template));
  if (!parsed.success) return template;
  const added = parseEphemeral(ephemeral);
  const { metadata, spec, ...rest } = parsed.data;
  const restored = {
    ...rest,
    ...(spec ? { spec: withoutInjectedAffinity(spec) } : {}),
    metadata: {
      ...metadata,
      labels: without(metadata?.labels, added.labels),
      annotations: without(metadata?.annotations, added.annotations),
    },
  };
  return bareTemplate(restored);
}

function parseEphemeral(text: string | undefined): z.infer<typeof Ephemeral> {
  if (text === undefined) return {};
  try {
    return Ephemeral.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}

function without(words: z.infer<typeof Words> | null | undefined, added: z.infer<typeof Words> | null | undefined) {
  return Object.fromEntries(Object.entries(words ?? {}).filter(([name, value]) => added?.[name] !== value));
}

/** Argo's injected rule is the one whose selector speaks of the hash label. */
function withoutInjectedAffinity(spec: NonNullable<z.infer<typeof Template>['spec']>): unknown {
  const { affinity, ...rest } = spec;
  if (!affinity?.podAntiAffinity) return spec;
  const { podAntiAffinity, ...others } = affinity;
  const kept = Object.entries(podAntiAffinity).flatMap(([name, terms]) => {
    const left = Array.isArray(terms) ? terms.filter((term) => !JSON.stringify(term).includes(`"${hashLabel}"`)) : terms;
    return Array.isArray(left) && left.length === 0 ? [] : [[name, left] as const];
  });
  const left = { ...others, ...(kept.length === 0 ? {} : { podAntiAffinity: Object.fromEntries(kept) }) };
  return Object.keys(left).length === 0 ? rest : { ...rest, affinity: left };
}
