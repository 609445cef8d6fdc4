import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allVersionsQuery, builtInQueries, fillQuery, parseQueryTemplate, type QueryTemplate, type VersionOf } from './request-rate.ts';

const version: VersionOf = { namespace: 'shop', name: 'payments', kind: 'Rollout', hash: '6d4cf56db6', window: '1m' };

function template(nameOrQuery: string): QueryTemplate {
  const parsed = parseQueryTemplate(nameOrQuery);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.template;
}

/** PromQL's own lexing of strings, written a second time: what stands outside of strings, and what each string means. */
function lex(query: string): { outside: string; strings: string[] } {
  const strings: string[] = [];
  const outside = query.replaceAll(/"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'/g, (_whole, double?: string, single?: string) => {
    strings.push((double ?? single ?? '').replaceAll(/\\(u[0-9a-f]{4}|.)/gs, (_, code: string) => decode(code)));
    return '§';
  });
  return { outside, strings };
}

function decode(code: string): string {
  if (code.startsWith('u')) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
  if (code === '\\') return code;
  throw new Error(`PromQL knows no escape \\${code}`);
}

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom(
    '"} or vector(1) #',
    "'} or vector(1)",
    '.*',
    'a|b',
    '\\',
    '\\"',
    '\n',
    '{{hash}}',
    '$1',
    '$&',
    '`',
    ']',
    '\u2028',
    '\ud800',
    'é',
  ),
);

describe('the query of one version', () => {
  it('is, unless told otherwise, the request counter of its pods', () => {
    expect(fillQuery(template('http_requests_total by pod'), version)).toBe(
      'sum(rate(http_requests_total{namespace="shop",pod=~"payments-6d4cf56db6-.*"}[1m]))',
    );
  });

  it('asks for the label that the kind of workload puts on its pods', () => {
    const byLabel = template('rollouts-pod-template-hash label');
    expect(fillQuery(byLabel, version)).toContain('rollouts_pod_template_hash="6d4cf56db6"');
    expect(fillQuery(byLabel, { ...version, kind: 'Deployment' })).toContain(',pod_template_hash="6d4cf56db6"');
  });

  it('reads a dot in a name as a dot, not as any character', () => {
    const { strings } = lex(fillQuery(template('http_requests_total by pod'), { ...version, name: 'pay.ments' }));
    const pods = new RegExp(`^(?:${strings[1]})$`);
    expect(pods.test('pay.ments-6d4cf56db6-x2x4z')).toBe(true);
    expect(pods.test('payxments-6d4cf56db6-x2x4z')).toBe(false);
  });

  it.each(Object.keys(builtInQueries))('keeps every value inside its string: %s', (name) => {
    const outside = lex(fillQuery(template(name), version)).outside;
    fc.assert(
      fc.property(nasty, nasty, nasty, (namespace, workload, hash) => {
        const filled = lex(fillQuery(template(name), { ...version, namespace, name: workload, hash }));
        expect(filled.outside).toBe(outside);
      }),
      { numRuns: 300 },
    );
  });

  it('means the very value it was given, as text', () => {
    const query = template(`a{x="{{namespace}}",y='{{name}}',z!="{{hash}}"}`);
    fc.assert(
      fc.property(nasty, nasty, nasty, (namespace, name, hash) => {
        const { strings } = lex(fillQuery(query, { ...version, namespace, name, hash }));
        expect(strings).toEqual([namespace, name, hash].map((value) => value.toWellFormed()));
      }),
      { numRuns: 300 },
    );
  });

  it('matches the very value it was given, as a regular expression, and no other', () => {
    const query = template('a{x=~"{{hash}}"}');
    fc.assert(
      fc.property(nasty, nasty, (hash, other) => {
        const { strings } = lex(fillQuery(query, { ...version, hash }));
        const matcher = new RegExp(`^(?:${strings[0]})$`);
        expect(matcher.test(hash.toWellFormed())).toBe(true);
        expect(matcher.test(other.toWellFormed())).toBe(other.toWellFormed() === hash.toWellFormed());
      }),
      { numRuns: 300 },
    );
  });
});

describe('all versions of a workload', () => {
  it('are one query, told apart by a label of ours', () => {
    const query = allVersionsQuery(template('a{h="{{hash}}"}'), [version, { ...version, hash: 'b' }]);
    expect(query).toBe(
      'label_replace(sum(a{h="6d4cf56db6"}), "rcc_version", "0", "", "") or label_replace(sum(a{h="b"}), "rcc_version", "1", "", "")',
    );
  });
});

describe("a query of one's own", () => {
  it.each([
    ['a{h="{{hsah}}"}', 'is no placeholder'],
    ['sum(http_requests_total)', 'must hold {{hash}}'],
    ['constructor', 'must hold {{hash}}'],
    ['a{h={{hash}}}', 'must stand inside a quoted string'],
    ['a{h=`{{hash}}`}', 'backticks'],
    ['a{h="{{hash}}}', 'does not end'],
    ['a{h="{{hash}}"} # per version', 'comments'],
  ])('is refused with the reason: %s', (query, reason) => {
    expect(parseQueryTemplate(query)).toEqual({ problem: expect.stringContaining(reason) });
  });

  it('may hold quotes, backticks and spaces of its own', () => {
    const query = 'sum by (pod) (rate(a{x="say \\"hi\\"", y=`#`, h = "{{ hash }}"}[{{window}}]))';
    expect(fillQuery(template(query), version)).toBe('sum by (pod) (rate(a{x="say \\"hi\\"", y=`#`, h = "6d4cf56db6"}[1m]))');
  });
});
