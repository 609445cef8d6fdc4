/** Programs by the name they write under in managedFields, as people call them. Measured on 1.33, or read in their sources. */
const tools: readonly (readonly [RegExp, string])[] = [
  [/^kubectl-argo-rollouts$/, 'kubectl argo rollouts'],
  [/^kubectl-client-side-apply$/, 'kubectl apply'],
  [/^kubectl-(edit|patch|set|apply|scale|annotate|label|rollout|replace|create)$/, 'kubectl $1'],
  [/^helm$/i, 'Helm'],
  [/^argocd-(application-)?controller$/, 'Argo CD'],
  [/^(kustomize|helm)-controller$/, 'Flux ($1-controller)'],
  [/^flagger$/, 'Flagger'],
];

/** The tool behind a manager, or null for one nobody knows. */
export function toolOf(manager: string, subresource: string): string | null {
  if (manager === 'kubectl') return subresource === 'scale' ? 'kubectl scale' : 'kubectl';
  const [name, words] = tools.find(([known]) => known.test(manager)) ?? [null, ''];
  return name === null ? null : manager.replace(name, words);
}
