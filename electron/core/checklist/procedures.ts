import { fail, ok, type Result } from '#shared/contract/result.ts';
import { type ChecklistCommand, decide } from '#shared/domain/checklist/decide.ts';
import type { ChecklistEvent } from '#shared/domain/checklist/record.ts';
import type { ChecklistView, Verdict } from '#shared/domain/checklist/views.ts';
import { toDetail } from '../acts/evidence.ts';
import { heartbeatMs } from '../connections/read-model.ts';
import type { Ports } from '../core.ts';
import { command, type FeatureHandlers } from '../features.ts';
import type { ReleaseFiles } from '../ports/release-files.ts';
import { type LookAtChecklist, type Looked, streamOf } from './desk.ts';
import { watchChecklist } from './watch.ts';

/** Somebody else's word may come in between: it is read and decided again this often. */
const tries = 5;

interface Facts {
  readonly looked: Looked;
  readonly said: Result<ChecklistEvent>;
}

export interface ChecklistNeeds {
  readonly ports: Pick<Ports, 'clock' | 'records'>;
  readonly look: LookAtChecklist;
  readonly files: ReleaseFiles;
  readonly stopping: AbortSignal;
}

export function checklistProcedures({ ports, look, files, stopping }: ChecklistNeeds): FeatureHandlers<'checklist'> {
  const { clock, records } = ports;

  /** One word of one person: judged on what holds now, audited, recorded, and the checklist as it then is. */
  function word<I extends { train: string }>(name: string, toCommand: (input: I) => ChecklistCommand, reasonOf: (input: I) => string) {
    return command<I, ChecklistView, Facts>({
      kind: 'command',
      async describe(input, { signal }) {
        const looked = await look(input.train, signal);
        if (!looked.ok) return looked;
        const { state, speaker, identity, view } = looked.value;
        const asked = toCommand(input);
        const said =
          view.standing.state === 'left' && asked.do !== 'unsign' ? alreadyLeft(view) : decide(state, asked, speaker, clock.now());
        return ok({
          action: `checklist.${name}`,
          target: `train/${input.train}`,
          reason: reasonOf(input),
          actor: { name: speaker.by, source: identity?.source ?? 'unknown' },
          role: speaker.roles.join(', ') || 'none',
          detail: toDetail({
            command: asked,
            rolesVersion: speaker.rolesVersion,
            evidenceDigest: view.evidenceDigest,
            ...(asked.do === 'decide' ? { saw: view.items } : {}),
          }),
          refusal: said.ok ? null : said.error,
          facts: { looked: looked.value, said },
        });
      },
      async run(input, { facts }) {
        let { looked, said } = facts;
        for (let attempt = 1; ; attempt += 1) {
          if (!said.ok) return said;
          const kept = await records.append(streamOf(input.train), looked.version, [said.value]);
          if (kept.ok) break;
          if (kept.error.kind !== 'conflict' || attempt === tries) return kept;
          const again = await look(input.train, stopping);
          if (!again.ok) return again;
          looked = again.value;
          said = decide(looked.state, toCommand(input), facts.looked.speaker, clock.now());
        }
        const after = await look(input.train, stopping);
        return after.ok ? ok(after.value.view) : after;
      },
      refused: (_input, _described, failure) => ({ ok: false, error: failure }),
      ended: (view) => ({ state: 'done', detail: { standing: view.standing.state, evidenceDigest: view.evidenceDigest } }),
    });
  }

  return {
    show: {
      kind: 'query',
      async run({ train }, { signal }) {
        const looked = await look(train, signal);
        return looked.ok ? ok(looked.value.view) : looked;
      },
    },
    watch: { kind: 'live', run: ({ train }, { signal }) => watchChecklist({ clock, records, files, look, heartbeatMs }, train, signal) },
    sign: word<{ train: string; item: string; note: string }>(
      'sign',
      ({ item, note }) => ({ do: 'sign', item, note }),
      ({ note }) => note,
    ),
    unsign: word<{ train: string; item: string; note: string }>(
      'unsign',
      ({ item, note }) => ({ do: 'unsign', item, note }),
      ({ note }) => note,
    ),
    waive: word<{ train: string; item: string; reason: string }>(
      'waive',
      ({ item, reason }) => ({ do: 'waive', item, reason }),
      ({ reason }) => reason,
    ),
    decide: word<{ train: string; verdict: Verdict; reason: string; conditions: string[]; evidenceDigest: string | null }>(
      'decide',
      ({ verdict, reason, conditions, evidenceDigest }) => ({ do: 'decide', verdict, reason, conditions, evidenceDigest }),
      ({ reason }) => reason,
    ),
  };
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}

function alreadyLeft(view: ChecklistView): Result<never> {
  return fail(
    'refused-by-policy',
    `${view.standing.detail === '' ? view.standing.sentence : capital(view.standing.detail)}: its checklist is closed. Halt it, or roll back.`,
  );
}
