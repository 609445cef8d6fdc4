import type { GitOpsOwner } from '#shared/domain/rollouts/workload.ts';
import type { ObjectMeta } from './object-meta.ts';

/**
 * Who else writes this object and would put a change back, by the marks the tools leave. Argo CD's older default, the label
 * `app.kubernetes.io/instance`, is also Helm's and anybody's: it counts where Argo CD has written fields, or Helm has not claimed it.
 */
export function gitOpsOwnerOf(meta: ObjectMeta): GitOpsOwner | null {
  const labels = meta.labels ?? {};
  const annotations = meta.annotations ?? {};
  const managers = (meta.managedFields ?? []).map((entry) => entry.manager);

  const tracking = annotations['argocd.argoproj.io/tracking-id'];
  if (tracking !== undefined) {
    const evidence = `annotation argocd.argoproj.io/tracking-id=${tracking}`;
    return { tool: 'Argo CD', name: tracking.split(':')[0] ?? tracking, evidence, selfHeals: true };
  }
  for (const [tool, prefix, selfHeals] of [
    ['Flux Kustomization', 'kustomize.toolkit.fluxcd.io', true],
    // Flux upgrades a release when its chart or values change; it repairs drift only where asked to.
    ['Flux HelmRelease', 'helm.toolkit.fluxcd.io', false],
  ] as const) {
    const name = labels[`${prefix}/name`];
    if (name === undefined) continue;
    const namespace = labels[`${prefix}/namespace`];
    return { tool, name: namespace === undefined ? name : `${namespace}/${name}`, evidence: `label ${prefix}/name=${name}`, selfHeals };
  }
  const instance = labels['app.kubernetes.io/instance'];
  const argoWrites = managers.find((manager) => manager.startsWith('argocd'));
  if (argoWrites !== undefined) {
    return { tool: 'Argo CD', name: instance ?? '', evidence: `fields managed by ${argoWrites}`, selfHeals: true };
  }
  const release = annotations['meta.helm.sh/release-name'];
  if (release !== undefined || labels['app.kubernetes.io/managed-by'] === 'Helm') {
    const evidence = release === undefined ? 'label app.kubernetes.io/managed-by=Helm' : `annotation meta.helm.sh/release-name=${release}`;
    return { tool: 'Helm', name: release ?? instance ?? '', evidence, selfHeals: false };
  }
  if (instance === undefined) return null;
  const evidence = `label app.kubernetes.io/instance=${instance}, Argo CD's older mark and nobody else's claim`;
  return { tool: 'Argo CD', name: instance, evidence, selfHeals: true };
}
