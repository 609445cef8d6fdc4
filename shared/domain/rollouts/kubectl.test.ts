import { describe, expect, test } from 'vitest';
import { fc, test as property } from '@fast-check/vitest';
import { Action, type Command } from './action.ts';
import { kubectlOf } from './kubectl.ts';
import type { Target } from './target.ts';

const rollout: Target = { context: 'prod-eu-west', namespace: 'shop', kind: 'Rollout', name: 'payments' };
const deployment: Target = { ...rollout, kind: 'Deployment' };
const commandOf = (action: Action, toRevision: number | null = null): Command => (action === 'undo' ? { action, toRevision } : { action });

describe('a Rollout', () => {
  const where = '--context prod-eu-west -n shop';
  test.each<[Action, string]>([
    ['promote', `kubectl argo rollouts promote payments ${where}`],
    ['promote-full', `kubectl argo rollouts promote payments --full ${where}`],
    ['pause', `kubectl argo rollouts pause payments ${where}`],
    ['resume', `kubectl patch rollout payments ${where} --type merge -p '{"spec":{"paused":false}}'`],
    ['abort', `kubectl argo rollouts abort payments ${where}`],
    ['retry', `kubectl argo rollouts retry rollout payments ${where}`],
    ['restart', `kubectl argo rollouts restart payments ${where}`],
    ['undo', `kubectl argo rollouts undo payments ${where}`],
  ])('%s is the plugin’s own verb', (action, line) => {
    expect(kubectlOf(rollout, commandOf(action))).toEqual([line]);
  });

  test('an undo to a revision names it', () => {
    expect(kubectlOf(rollout, commandOf('undo', 41))).toEqual([`kubectl argo rollouts undo payments --to-revision=41 ${where}`]);
  });

  test('an abort of one that was paused by hand also resumes it: otherwise nothing moves', () => {
    expect(kubectlOf(rollout, commandOf('abort'), true)).toEqual([
      ...kubectlOf(rollout, commandOf('abort')),
      ...kubectlOf(rollout, commandOf('resume')),
    ]);
  });
});

describe('a Deployment', () => {
  test('has kubectl’s own verbs, and no others', () => {
    const lines = Object.fromEntries(Action.options.map((action) => [action, kubectlOf(deployment, commandOf(action))]));
    expect(lines['restart']).toEqual(['kubectl rollout restart deployment/payments --context prod-eu-west -n shop']);
    expect(lines['undo']).toEqual(['kubectl rollout undo deployment/payments --context prod-eu-west -n shop']);
    for (const action of ['promote', 'promote-full', 'abort', 'retry'] as const) expect(lines[action]).toEqual([]);
  });
});

property.prop([fc.string({ minLength: 1 }), fc.constantFrom(...Action.options)])(
  'whatever a context is called, a shell reads it as one word',
  (context, action) => {
    const [line = ''] = kubectlOf({ ...rollout, context }, commandOf(action));
    const said = /--context (\S+|'.*') -n shop/su.exec(line)?.[1] ?? '';
    const read = said.startsWith("'") ? said.slice(1, -1).replaceAll(`'\\''`, "'") : said;
    expect(read).toBe(context);
    if (!said.startsWith("'")) expect(said).toMatch(/^[\w.@:/-]+$/);
  },
);
