import { fail, ok, type Result } from '#shared/contract/result.ts';
import { changeTarget, recordedChange, type SettingsChange, type SettingsView } from '#shared/domain/connections/settings.ts';
import { toDetail } from '../acts/evidence.ts';
import type { Ports } from '../core.ts';
import { command, type FeatureHandlers } from '../features.ts';
import type { HostSettings } from '../ports/settings.ts';
import type { World } from '../ports/worlds.ts';

type Procedures = Pick<FeatureHandlers<'connections'>, 'settings' | 'saveSettings' | 'enterWorld'>;

/** What the desk is set to. Changes are made by the person at this desk's session: nothing leaves the machine. */
export function settingsProcedures(ports: Ports): Procedures {
  const { settings, clusters, worlds, auditStore, sandbox } = ports;
  const actor = () => ({ name: `${ports.processes.self().host} session`, source: 'session' as const });

  async function whole(read: Result<HostSettings>): Promise<Result<SettingsView>> {
    if (!read.ok) return read;
    // A kubeconfig that cannot be read is said by its file; the other settings are shown all the same.
    const access = await clusters.access();
    return ok({
      ...read.value,
      fingerprint: auditStore.fingerprint(),
      world: {
        now: worlds?.now ?? (sandbox === null ? 'kubeconfig' : 'sandbox'),
        canChange: worlds !== null,
        command: worlds?.command ?? 'rcc serve --sandbox',
      },
      access: access.ok ? [...access.value] : [],
    });
  }

  return {
    settings: { kind: 'query', run: async () => whole(await settings.read()) },
    saveSettings: command<{ change: SettingsChange }, SettingsView, null>({
      kind: 'command',
      async describe({ change }) {
        const taken = await settings.check(change);
        if (!taken.ok) return taken;
        return ok({
          action: 'connections.saveSettings',
          target: changeTarget(change),
          reason: 'settings changed on this desk',
          actor: actor(),
          role: 'session',
          detail: toDetail({ change: recordedChange(change) }),
          refusal: null,
          facts: null,
        });
      },
      run: async ({ change }) => whole(await settings.save(change)),
      refused: (_input, _described, failure) => ({ ok: false, error: failure }),
      ended: ({ file }) => ({ state: 'done', detail: { file } }),
    }),
    enterWorld: command<{ world: World }, { world: World }, null>({
      kind: 'command',
      async describe({ world }) {
        if (worlds === null)
          return fail('unsupported', 'This host looks at one world for as long as it runs. Start it anew for the other.');
        if (worlds.now === world) return fail('invalid', `This desk is on the ${world} already.`, { field: 'world' });
        return ok({
          action: 'connections.enterWorld',
          target: world,
          reason: world === 'sandbox' ? 'practice on the sandbox' : 'back to the clusters of the kubeconfig',
          actor: actor(),
          role: 'session',
          detail: { from: worlds.now, to: world },
          refusal: null,
          facts: null,
        });
      },
      async run({ world }) {
        const entered = (await worlds?.enter(world)) ?? ok(undefined);
        return entered.ok ? ok({ world }) : entered;
      },
      refused: (_input, _described, failure) => ({ ok: false, error: failure }),
      ended: ({ world }) => ({ state: 'done', detail: { world } }),
    }),
  };
}
