import type { Cluster, Clusters, ContextInfo } from '#core/ports/cluster.ts';
import { fail, ok } from '#shared/contract/result.ts';
import { type ApiClient, type ApiClientDeps, createApiClient } from '../kubernetes/api-client.ts';
import { execCommandOf } from '../kubernetes/exec/exec-approvals.ts';
import type { Kubeconfig } from '../kubernetes/kubeconfig/kubeconfig.ts';
import { type KubeconfigPlaces, loadKubeconfig } from '../kubernetes/kubeconfig/load-kubeconfig.ts';
import { rememberingParser } from '../kubernetes/kubeconfig/parse-kubeconfig.ts';
import { contextAccess } from '../kubernetes/kubeconfig/context-access.ts';
import { resolveContext } from '../kubernetes/kubeconfig/resolve-context.ts';
import { createKubernetesCluster } from './kubernetes-cluster.ts';

export interface KubernetesClustersDeps extends ApiClientDeps {
  readonly kubeconfig: KubeconfigPlaces;
  /** [0, 1), for jitter. */
  readonly random: () => number;
}

interface Connected {
  readonly resolved: string;
  readonly client: ApiClient;
  readonly cluster: Cluster;
}

/**
 * Every cluster the kubeconfig names. The files are read at each question, so a new context or token shows at once;
 * a Cluster is made when first asked for and again only when its entry has changed.
 */
export function createKubernetesClusters(deps: KubernetesClustersDeps): Clusters {
  const parse = rememberingParser();
  const load = () => loadKubeconfig(deps.kubeconfig, parse);
  const connected = new Map<string, Connected>();
  /** Clients of entries that changed: their watches go on until the desk closes. */
  const retired: ApiClient[] = [];

  return {
    async contexts() {
      const kubeconfig = await load();
      return kubeconfig.ok ? ok(kubeconfig.value.contexts.map(({ name }) => contextInfo(kubeconfig.value, name))) : kubeconfig;
    },
    async access() {
      const kubeconfig = await load();
      if (!kubeconfig.ok) return kubeconfig;
      const all = await Promise.all(
        kubeconfig.value.contexts.map(({ name }) => contextAccess(kubeconfig.value, name, deps.exec.approvals)),
      );
      return ok(all.filter((one) => one !== null));
    },
    async cluster(context) {
      const kubeconfig = await load();
      if (!kubeconfig.ok) return kubeconfig;
      const resolved = resolveContext(kubeconfig.value, context);
      if (!resolved.ok) return resolved;
      const text = JSON.stringify(resolved.value);
      const known = connected.get(context);
      if (known !== undefined && known.resolved === text) return ok(known.cluster);
      const client = createApiClient(resolved.value, deps);
      const cluster = createKubernetesCluster(client, deps.random);
      connected.set(context, { resolved: text, client, cluster });
      if (known !== undefined) retired.push(known.client);
      return ok(cluster);
    },
    async approveExec(context) {
      const kubeconfig = await load();
      if (!kubeconfig.ok) return kubeconfig;
      const resolved = resolveContext(kubeconfig.value, context);
      if (!resolved.ok) return resolved;
      const command = execCommandOf(resolved.value);
      if (command === null)
        return fail('invalid', `${context} runs no program to sign in. There is nothing to approve.`, { field: 'context' });
      const approved = await deps.exec.approvals.approve({ ...command, context, at: deps.clock.now() });
      return approved.ok ? ok({ commandLine: command.commandLine }) : approved;
    },
    async close() {
      const clients = [...retired.splice(0), ...[...connected.values()].map(({ client }) => client)];
      connected.clear();
      await Promise.all(clients.map((client) => client.dispose()));
    },
  };
}

function contextInfo(kubeconfig: Kubeconfig, name: string): ContextInfo {
  const entry = kubeconfig.contexts.find((each) => each.name === name);
  const resolved = resolveContext(kubeconfig, name);
  return {
    name,
    server: resolved.ok ? resolved.value.cluster.server : '',
    user: entry?.fields.user ?? '',
    namespace: entry?.fields.namespace ?? 'default',
    current: kubeconfig.currentContext === name,
    problem: resolved.ok ? null : resolved.error,
  };
}
