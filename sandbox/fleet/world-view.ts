/** One pod as the fleet sees it. */
export interface PodWorld {
  readonly name: string;
  readonly ready: boolean;
}

/** One version of a workload: the pods of one pod template. */
export interface VersionWorld {
  readonly hash: string;
  readonly tag: string;
  readonly env: Readonly<Record<string, string>>;
  /** Of the service's traffic, 0 to 1. */
  readonly share: number;
  readonly pods: readonly PodWorld[];
}

export interface WorkloadWorld {
  readonly namespace: string;
  readonly name: string;
  /** Which label of pods and metrics names the version. */
  readonly hashLabel: 'rollouts-pod-template-hash' | 'pod-template-hash';
  readonly versions: readonly VersionWorld[];
}

/** What of the cluster decides what the fleet does. */
export interface World {
  /** The same object until something about it changes. */
  workload(namespace: string, name: string): WorkloadWorld | null;
}
