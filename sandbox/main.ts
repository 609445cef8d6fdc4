import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { SandboxReady } from '#shared/domain/connections/sandbox.ts';
import { startControlServer } from './control/control-server.ts';
import { defaultScenario, loadScenario } from './scenarios/load-scenario.ts';
import { sayOn } from './say-on.ts';
import { openWorld } from './world.ts';

// The sandbox as a process: one JSON line on stdout when it is ready, words on stderr, until SIGTERM.

const Arguments = z.object({
  scenario: z.string().min(1, '--scenario is empty').default(defaultScenario),
  speed: z.coerce.number('--speed: a number from 1 to 100').min(1, '--speed: at least 1').max(100, '--speed: at most 100').default(1),
  seed: z.coerce.number('--seed: a whole number').int('--seed: a whole number').min(0, '--seed: not below 0').default(1),
  port: z.coerce.number('--port: a whole number').int('--port: a whole number').min(0).max(65_535, '--port: at most 65535').default(0),
  'until-input-ends': z.boolean().default(false),
  json: z.boolean().default(false),
});

const usageExit = 64;
const stopWithinMs = 5_000;
const say = sayOn(process.stderr);

function readArguments(): z.infer<typeof Arguments> | string {
  try {
    const { values } = parseArgs({
      options: {
        scenario: { type: 'string' },
        speed: { type: 'string' },
        seed: { type: 'string' },
        port: { type: 'string' },
        'until-input-ends': { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
    const read = Arguments.safeParse(values);
    return read.success ? read.data : (read.error.issues[0]?.message ?? 'the arguments are not understood');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function main(): Promise<void> {
  const asked = readArguments();
  const loaded = typeof asked === 'string' ? { ok: false as const, problem: asked } : loadScenario(asked.scenario);
  if (typeof asked === 'string' || !loaded.ok) {
    say(loaded.ok ? 'the arguments are not understood' : loaded.problem);
    process.exitCode = usageExit;
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'rcc-sandbox-'));
  const release = join(folder, 'release');
  const world = await openWorld({
    scenario: loaded.scenario,
    releaseFolder: release,
    speed: asked.speed,
    seed: asked.seed,
    port: asked.port,
    onError: (error) => say(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  });
  const control = await startControlServer(world);
  const kubeconfig = join(folder, 'kubeconfig');
  const ca = join(folder, 'ca.crt');
  writeFileSync(kubeconfig, world.kubernetes.kubeconfig(loaded.scenario.namespace), { mode: 0o600 });
  writeFileSync(ca, world.kubernetes.ca, { mode: 0o600 });
  const githubTokenFile = join(folder, 'github-token');
  writeFileSync(githubTokenFile, world.github.token, { mode: 0o600 });

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    // Whoever still hangs on a connection does not keep it.
    await Promise.race([Promise.allSettled([control.stop(), world.stop()]), pause(stopWithinMs)]);
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop());
  // Started by a host: its end is ours, however it ends.
  if (asked['until-input-ends']) process.stdin.on('close', () => void stop()).resume();

  const { url, metrics } = world.prometheus();
  const contexts = ['admin', 'conductor', 'on-call', 'responder', 'viewer'];
  const github = world.github.url;
  const ready: SandboxReady = {
    kubeconfig,
    contexts,
    ca,
    prometheus: url,
    metrics,
    control: control.url,
    github,
    githubTokenFile,
    release,
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

// The ready line is all that stdout carries: who has read it may close it.
process.stdout.on('error', () => {});
process.on('uncaughtException', (error) => say(`not caught: ${error.stack ?? error.message}`));
process.on('unhandledRejection', (error) => say(`not caught: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`));
main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
