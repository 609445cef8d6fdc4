import type { AuditHead, AuditVerdict } from '#shared/contract/audit.ts';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { Checkpoint } from '#shared/domain/audit/entry.ts';
import type { Ports } from '../core.ts';
import { command, type FeatureHandlers } from '../features.ts';
import { createLiveChannel } from '../live-channel.ts';
import { pageOf } from './page.ts';
import { findOrphans } from './reconcile.ts';
import { watchVerification } from './verification.ts';

const lookEveryMs = 2_000;

export function auditProcedures(ports: Ports): FeatureHandlers<'audit'> {
  const { auditStore, clock } = ports;

  async function headNow(): Promise<AuditHead> {
    const head = await auditStore.head();
    const orphans = await findOrphans(ports);
    const none = { seq: 0, hash: '' };
    const { seq, hash } = head.ok ? (head.value ?? none) : none;
    return {
      seq,
      hash,
      fingerprint: auditStore.fingerprint(),
      orphans: [...orphans],
      problem: head.ok ? null : head.error.message,
      at: clock.now(),
    };
  }

  return {
    list: {
      kind: 'query',
      async run(filter) {
        const [entries, head] = await Promise.all([auditStore.list(filter), auditStore.head()]);
        if (!entries.ok) return entries;
        return head.ok ? ok({ entries: [...entries.value], head: head.value }) : head;
      },
    },
    page: { kind: 'query', run: ({ fromSeq, limit }) => pageOf(auditStore, fromSeq, limit) },
    verify: {
      kind: 'query',
      async run(): Promise<Result<AuditVerdict>> {
        const began = clock.monotonic();
        const verdict = await auditStore.verify({});
        return verdict.ok ? ok({ ...verdict.value, tookMs: clock.monotonic() - began }) : verdict;
      },
    },
    verification: { kind: 'live', run: (_input, { signal }) => watchVerification(ports, signal) },
    signature: {
      kind: 'query',
      async run({ seq }) {
        const checkpoints = await auditStore.checkpoints();
        return checkpoints.ok ? ok(checkpoints.value.find((one) => one.seq >= seq) ?? null) : checkpoints;
      },
    },
    watch: {
      kind: 'live',
      async *run(_input, { signal }) {
        const channel = createLiveChannel<AuditHead>(clock);
        channel.set('head', await headNow());
        const follow = async () => {
          while (!signal.aborted) {
            await clock.sleep(lookEveryMs, signal);
            if (!signal.aborted) channel.set('head', await headNow());
          }
        };
        void follow();
        yield* channel.subscribe(signal);
      },
    },
    checkpoint: command<Record<string, never>, Checkpoint | null, null>({
      kind: 'command',
      describe: async () =>
        ok({
          action: 'audit.checkpoint',
          target: 'audit log',
          reason: 'signed on demand',
          actor: { name: `${ports.processes.self().host} session`, source: 'session' },
          role: 'session',
          detail: {},
          refusal: null,
          facts: null,
        }),
      run: () => auditStore.checkpoint(),
      refused: (_input, _described, failure) => fail(failure.kind, failure.message),
      ended: (checkpoint) => ({ state: 'done', detail: { seq: checkpoint?.seq ?? null } }),
    }),
  };
}
