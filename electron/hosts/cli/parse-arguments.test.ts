import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Invocation, parseArguments } from './parse-arguments.ts';
import { specOf, verbNames } from './verb-table.ts';

function invocation(...argv: string[]): Invocation {
  const parsed = parseArguments(argv);
  if (parsed.kind !== 'run') throw new Error(`"${argv.join(' ')}" was read as ${JSON.stringify(parsed)}`);
  return parsed.invocation;
}

function usage(...argv: string[]): string {
  const parsed = parseArguments(argv);
  if (parsed.kind !== 'usage') throw new Error(`"${argv.join(' ')}" was accepted`);
  expect(parsed.message.split('\n')).toHaveLength(1);
  expect(parsed.hint).not.toBe('');
  return parsed.message;
}

describe('a command line that can be meant', () => {
  test.each(verbNames.filter((verb) => verb !== 'help'))('rcc %s', (verb) => {
    const { args, needsReason } = specOf(verb);
    const words = [...verb.split(' '), ...(args === 'NAME' || args === 'CONTEXT' ? ['payments'] : [])];
    expect(invocation(...words, ...(needsReason ? ['--reason', 'errors'] : [])).verb).toBe(verb);
  });

  test('the sandbox is a world of its own: a kubeconfig or a metric server beside it is a contradiction', () => {
    expect(usage('serve', '--sandbox', '--kubeconfig', 'k')).toContain('--kubeconfig');
    expect(usage('serve', '--sandbox', '--prometheus', 'http://p:9090')).toContain('--prometheus');
    expect(invocation('serve', '--sandbox', '--speed', '10').options).toMatchObject({ sandbox: true, speed: 10 });
  });

  test('every flag is read', () => {
    const { names, options } = invocation(
      ...`--json rollback --context prod run -n shop rollout/payments --timeout=2m --kubeconfig k --lever undo --to-revision 7`.split(' '),
      ...'--prometheus http://p:9090 --home h --reason'.split(' '),
      ' errors ',
    );
    expect(names).toEqual(['rollout/payments']);
    expect(options).toMatchObject({
      json: true,
      context: 'prod',
      namespace: 'shop',
      reason: 'errors',
      timeoutSeconds: 120,
      kubeconfig: 'k',
      prometheus: 'http://p:9090',
      home: 'h',
      lever: 'undo',
      toRevision: 7,
    });
  });

  test('without -n the scope is all namespaces, and -A says so aloud', () => {
    expect(invocation('rollouts', 'list').options).toMatchObject({ namespace: null, allNamespaces: false });
    expect(invocation('rollouts', 'list', '-A', '-n', 'shop').options).toMatchObject({ namespace: null, allNamespaces: true });
  });

  test('a head is a number and a hash', () => {
    const hash = 'AB'.repeat(32);
    expect(invocation('audit', 'verify', '--head', `12:${hash}`).options.head).toEqual({ seq: 12, hash: hash.toLowerCase() });
  });

  test('global flags mean the same wherever they stand', () => {
    const flags = [['--json'], ['--context', 'prod'], ['-n', 'shop'], ['--reason', 'errors'], ['--timeout', '90s']];
    const plain = invocation('rollouts', 'abort', 'payments', ...flags.flat());
    fc.assert(
      fc.property(
        fc.shuffledSubarray(flags, { minLength: flags.length }),
        fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }),
        (order, places) => {
          const slots: string[][] = [[], [], [], []];
          for (const [index, flag] of order.entries()) slots[places[index] ?? 0]?.push(...flag);
          const [first = [], second = [], third = [], last = []] = slots;
          expect(invocation(...first, 'rollouts', ...second, 'abort', ...third, 'payments', ...last)).toEqual(plain);
        },
      ),
    );
  });
});

describe('bad usage is one clear line', () => {
  test.each([
    [[], 'A verb is missing.'],
    [['deploy'], 'There is no verb "deploy".'],
    [['rollouts'], 'rcc rollouts needs a verb.'],
    [['rollouts', 'destroy'], 'rcc rollouts has no verb "destroy".'],
    [['rollouts', 'get'], 'rcc rollouts get needs a NAME.'],
    [['rollouts', 'get', ''], 'An empty NAME names nothing.'],
    [['rollouts', 'get', 'a', 'b'], 'rcc rollouts get does not know what to do with "b".'],
    [['rollouts', 'list', '--colour'], 'There is no flag --colour.'],
    [['rollouts', 'abort', 'a', '--full'], 'rcc rollouts abort takes no --full.'],
    [['rollouts', 'list', '--json=yes'], '--json takes no value.'],
    [['rollouts', 'abort', 'a', '--reason', ''], 'The reason is empty: --reason TEXT says why, for the record.'],
    [['rollouts', 'abort', 'a', '--reason', '  '], 'The reason is empty: --reason TEXT says why, for the record.'],
    [['rollback', 'run', 'a'], 'A reason is missing: --reason TEXT says why, for the record.'],
    [['rollouts', 'undo', 'a', '--to-revision', '0'], '--to-revision 0 is not a revision: a whole number from 1.'],
    [['rollouts', 'abort', 'a', '--timeout', 'soon'], '--timeout soon is not a duration: write 90s, 2m or 1m30s.'],
    [['rollouts', 'abort', 'a', '--timeout', '2h'], '--timeout is at most 1h.'],
    [['rollouts', 'list', '-n', 'Not_A_Namespace'], '--namespace "Not_A_Namespace" is not the name of a namespace.'],
    [['rollouts', 'list', '--prometheus', 'file:///etc/passwd'], '--prometheus file:///etc/passwd is not an http or https URL.'],
    [['rollback', 'plan', 'a', '--lever', 'hammer'], '--lever hammer is none: abort or undo.'],
    [['rollback', 'plan', 'a', '--lever', 'abort', '--to-revision', '3'], '--to-revision goes with --lever undo: an abort keeps the spec.'],
    [['serve', '--port', '65536'], '--port 65536 is not a port: 0 to 65535.'],
    [['audit', 'export', '--format', 'xml'], '--format xml is none: jsonl or csv.'],
    [['incidents', 'export', 'INC-1', '--format', 'pdf'], '--format pdf is none: md, html, json or csv.'],
    [['incidents', 'open', '--title', ' '], '--title is empty.'],
    [['incidents', 'open', '--title', 'x', '--severity', '4'], '--severity 4 is none: 1, 2 or 3.'],
    [['incidents', 'close', 'INC-1'], 'A reason is missing: --reason TEXT says why, for the record.'],
    [['audit', 'verify', '--key', 'abc'], '--key is a fingerprint: 64 hexadecimal digits, as rcc audit verify prints it.'],
    [['audit', 'verify', '--head', '12'], '--head is SEQ:HASH, as rcc audit verify prints it.'],
  ])('rcc %j', (argv, message) => {
    expect(usage(...argv)).toBe(message);
  });

  test.each(['--context', '--reason', '--timeout', '--home', '-n'])('%s without a value', (flag) => {
    expect(usage('rollouts', 'list', flag)).toContain('needs a value');
    expect(usage('rollouts', 'list', flag, '--json')).toContain('needs a value');
  });

  test('a verb without its feature names where it lives', () => {
    expect(parseArguments(['promote', 'payments'])).toMatchObject({ kind: 'usage', hint: 'Perhaps: rcc rollouts promote' });
    expect(parseArguments(['rollout', 'list'])).toMatchObject({ kind: 'usage', hint: 'Perhaps: rcc rollouts list' });
    expect(parseArguments(['incident'])).toMatchObject({ kind: 'usage', hint: 'Perhaps: rcc incidents' });
  });

  test('nothing a person can type throws', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('rollouts', 'get', 'audit', 'verify', '--json', '--reason', '-n', '--', '-', '--head=1', 'rollback', 'run'),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (argv) => {
        expect(['run', 'help', 'usage']).toContain(parseArguments(argv).kind);
      }),
      { numRuns: 500 },
    );
  });
});

describe('help is everywhere', () => {
  test.each([
    [['help'], []],
    [['--help'], []],
    [['-h', 'rollouts'], ['rollouts']],
    [
      ['rollouts', 'get', '--help'],
      ['rollouts', 'get'],
    ],
    [
      ['rollouts', 'get', 'payments', '-h', '--json'],
      ['rollouts', 'get'],
    ],
    [['help', 'serve'], ['serve']],
  ])('rcc %j', (argv, topic) => {
    expect(parseArguments(argv)).toEqual({ kind: 'help', topic });
  });
});
