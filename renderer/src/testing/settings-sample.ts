import { ok, type Result } from '#shared/contract/result.ts';
import { actionRights, type ContextRights, type RightAnswer, rightsOf } from '#shared/domain/connections/access.ts';
import type { ContextAccess } from '#shared/domain/connections/context-access.ts';
import type { MetricsTest } from '#shared/domain/connections/metrics-test.ts';
import type { SettingsView } from '#shared/domain/connections/settings.ts';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';

export function sampleAccess(context: string, more: Partial<ContextAccess> = {}): ContextAccess {
  return {
    context,
    file: '/home/mia/.kube/config',
    cluster: context,
    server: `https://${context}.example:6443`,
    user: 'oidc',
    signsIn: 'exec plugin',
    exec: { commandLine: 'kubectl oidc-login get-token --oidc-issuer-url=https://login.example', approved: true },
    proxy: null,
    authority: '/home/mia/.kube/ca.pem',
    tlsServerName: null,
    insecure: false,
    impersonates: null,
    ...more,
  };
}

/** A desk in use; `over` for what a test is about. */
export function sampleSettings(over: Partial<SettingsView> = {}): SettingsView {
  const home = '/home/mia/.local/share/release-command-center';
  return {
    file: `${home}/settings.json`,
    kubeconfigs: [
      {
        path: '/home/mia/.kube/config',
        origin: 'usual place',
        state: 'read',
        contexts: ['prod-eu-west', 'prod-us-east', 'prod-ap-south', 'staging', 'lab'],
        problem: null,
      },
      {
        path: '/home/mia/.kube/old',
        origin: 'settings',
        state: 'broken',
        contexts: [],
        problem: { kind: 'invalid', message: '/home/mia/.kube/old, line 12, column 3: All mapping items must start at the same column.' },
      },
    ],
    filesIgnored: null,
    metrics: {
      default: {
        url: 'http://prometheus.monitoring:9090',
        auth: { type: 'none' },
        headers: [],
        template: 'http_requests_total by pod',
        errorTemplate: null,
        latencyTemplate: null,
        window: '1m',
      },
      contexts: {
        'prod-eu-west': {
          url: 'https://metrics.example/prometheus',
          auth: { type: 'bearer', secret: { from: 'environment', name: 'PROMETHEUS_TOKEN' } },
          headers: ['X-Scope-OrgID'],
          template: 'istio_requests_total',
          errorTemplate: null,
          latencyTemplate: null,
          window: '30s',
        },
      },
      overridden: null,
    },
    certificates: { file: '/etc/ssl/company-ca.pem', count: 2, problem: null },
    stored: [
      {
        what: 'Audit log',
        path: `${home}/audit.db`,
        bytes: 3_214_000,
        about: 'Every act, hash-chained and signed. Only ever appended to.',
      },
      { what: 'Signing key', path: `${home}/keys/audit-ed25519.pem`, bytes: 119, about: 'Signs the log. Readable by this account alone.' },
      { what: 'Settings', path: `${home}/settings.json`, bytes: null, about: 'What this screen saves. It can be edited by hand.' },
    ],
    fingerprint: '9f2c4a7be01d5e3380c6f4b1a9d27e58c3b60f1495ad82e7716b3c0f5d48a2e1',
    world: { now: 'kubeconfig', canChange: true, command: 'rcc serve --sandbox' },
    access: [
      sampleAccess('prod-eu-west'),
      sampleAccess('staging', { signsIn: 'client certificate', exec: null, proxy: 'http://proxy.example:3128/' }),
    ],
    ...over,
  };
}

/** A responder: may abort, nothing else. */
export function sampleRights(context: string, over: Partial<ContextRights> = {}): Result<ContextRights> {
  const answers: RightAnswer[] = [
    { right: 'patchRollouts', resource: 'rollouts', allowed: false, words: '' },
    {
      right: 'patchRolloutsStatus',
      resource: 'rollouts/status',
      allowed: true,
      words: 'RBAC: allowed by RoleBinding "responders/shop" of ClusterRole "responder" to Group "sre"',
    },
    { right: 'patchDeployments', resource: 'deployments', allowed: false, words: '' },
  ];
  return ok({
    context,
    namespace: 'shop',
    at: exampleNow - 4_000,
    version: ok('v1.33.1'),
    identity: ok({ name: 'm.okafor', groups: ['sre', 'system:authenticated'], source: 'SelfSubjectReview' }),
    answers: ok(answers),
    ...actionRights(rightsOf(answers, exampleNow)),
    ...over,
  });
}

export function sampleMetricsTest(over: Partial<MetricsTest> = {}): MetricsTest {
  const base = { newestAt: exampleNow - 6_000, labels: ['code', 'namespace', 'pod'], error: null };
  return {
    url: 'http://prometheus.monitoring:9090',
    template: 'http_requests_total by pod',
    window: '1m',
    namespace: 'shop',
    at: exampleNow,
    tookMs: 84,
    series: [
      { ...base, figure: 'request rate', selector: 'http_requests_total{namespace="shop"}', series: 107 },
      { ...base, figure: 'errors', selector: 'http_requests_total{namespace="shop",code=~"5.."}', series: 0, newestAt: null, labels: [] },
    ],
    warnings: [],
    ...over,
  };
}
