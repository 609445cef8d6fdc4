import { describe, expect, test } from 'vitest';
import { fail, ok } from '#shared/contract/result.ts';
import { exampleConnection } from '../testing/examples.ts';
import { runLine } from '../testing/run-line.ts';

const contexts = [exampleConnection(), exampleConnection({ context: 'dev', current: false, status: 'approval-needed' })];
const calls = { 'connections.list': () => ok(contexts), 'connections.approve': () => ok({ commandLine: 'aws eks get-token' }) };

describe('rcc connections', () => {
  test('list --json is an array', async () => {
    expect(JSON.parse((await runLine(['connections', 'list', '--json'], { calls })).stdout)).toEqual(contexts);
  });

  test('list marks the current one', async () => {
    const { stdout } = await runLine(['connections', 'list'], { calls });
    expect(stdout).toMatch(/^\* +prod-eu-west .* idle$/m);
    expect(stdout).toMatch(/^ +dev .* approval-needed$/m);
  });

  test('list --context shows that one, and an unknown one is bad usage', async () => {
    const one = await runLine(['connections', 'list', '--context', 'dev', '--json'], { calls });
    expect(JSON.parse(one.stdout)).toEqual([contexts[1]]);
    const none = await runLine(['connections', 'list', '--context', 'nope', '--json'], { calls });
    expect(none).toMatchObject({ code: 64, stdout: '' });
    expect(none.stderr).toContain('prod-eu-west, dev');
  });

  test('a broken kubeconfig is bad usage', async () => {
    const broken = { 'connections.list': () => fail('invalid', 'kubeconfig: bad indentation') };
    expect((await runLine(['connections', 'list'], { calls: broken })).code).toBe(64);
  });

  test('approve says which command line may run from now on', async () => {
    const { code, stdout, asked } = await runLine(['connections', 'approve', 'dev'], { calls });
    expect(code).toBe(0);
    expect(stdout).toBe('Approved for dev: aws eks get-token\n');
    expect(asked.at(-1)).toEqual({ path: 'connections.approve', input: { context: 'dev' } });
  });

  test('approve knows only contexts of the kubeconfig', async () => {
    expect((await runLine(['connections', 'approve', 'nope'], { calls })).code).toBe(64);
  });
});
