import type { WorkloadKind } from '#shared/domain/rollouts/target.ts';

/** A workload as typed: `payments`, `rollout/payments`, `deploy/payments`. kind null: not said. */
export interface TargetName {
  readonly kind: WorkloadKind | null;
  readonly name: string;
}

const kinds: Readonly<Record<string, WorkloadKind>> = {
  rollout: 'Rollout',
  rollouts: 'Rollout',
  ro: 'Rollout',
  'rollouts.argoproj.io': 'Rollout',
  'rollout.argoproj.io': 'Rollout',
  deployment: 'Deployment',
  deployments: 'Deployment',
  deploy: 'Deployment',
  'deployment.apps': 'Deployment',
  'deployments.apps': 'Deployment',
};

/** Reads a workload's name as kubectl writes it. A string is the problem, in words. */
export function parseTargetName(text: string): TargetName | string {
  const parts = text.split('/');
  const name = parts.at(-1) ?? '';
  if (!isObjectName(name)) return `"${text}" is not the name of a workload.`;
  if (parts.length === 1) return { kind: null, name };
  const kind = Object.hasOwn(kinds, (parts[0] ?? '').toLowerCase()) ? kinds[(parts[0] ?? '').toLowerCase()] : undefined;
  if (parts.length > 2 || kind === undefined) return `"${text}" names no kind the desk knows. Write rollout/NAME or deployment/NAME.`;
  return { kind, name };
}

/** DNS-1123 subdomain, the API server's own rule: nothing else can exist, and nothing else may reach a path. */
export function isObjectName(text: string): boolean {
  return text.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(text);
}
