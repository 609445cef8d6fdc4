/** Flags that every verb takes, and takes anywhere on the line. */
export const globalFlags = {
  json: { type: 'boolean', help: '--json', text: 'one JSON document on stdout; logs stay on stderr' },
  context: { type: 'string', help: '--context NAME', text: "kubeconfig context (default: the kubeconfig's current one)" },
  kubeconfig: { type: 'string', help: '--kubeconfig FILE', text: 'instead of $KUBECONFIG or ~/.kube/config' },
  namespace: { type: 'string', short: 'n', help: '-n, --namespace NS', text: 'one namespace (default: all)' },
  'all-namespaces': { type: 'boolean', short: 'A', help: '-A, --all-namespaces', text: 'all namespaces, said aloud' },
  reason: { type: 'string', help: '--reason TEXT', text: 'why, for the record; never empty' },
  timeout: { type: 'string', help: '--timeout 120s', text: 'how long to wait until effective: 90s, 2m, 1m30s, or seconds' },
  prometheus: { type: 'string', help: '--prometheus URL', text: 'metric server of the observed needle' },
  home: { type: 'string', help: '--home DIR', text: "where state lives (default: $RCC_HOME, then the platform's application-data folder)" },
  release: { type: 'string', help: '--release DIR', text: 'timetable, checklists, roles and freezes (default: release in the home)' },
  help: { type: 'boolean', short: 'h', help: '-h, --help', text: 'this' },
} as const;

/** Flags that belong to some verbs only. */
export const ownFlags = {
  full: { type: 'boolean', help: '--full', text: 'skip the steps, analyses and pauses that are left' },
  'to-revision': { type: 'string', help: '--to-revision N', text: 'the revision to go back to (default: the previous one)' },
  wait: {
    type: 'string',
    help: '--wait traffic',
    text: 'stay until metrics count no request on it, 5 m at most (exit code 3 if they still do)',
  },
  lever: { type: 'string', help: '--lever abort|undo', text: 'how (default: the cheapest that fits)' },
  port: { type: 'string', help: '--port N', text: 'on 127.0.0.1 (default: a free one)' },
  sandbox: { type: 'boolean', help: '--sandbox', text: 'against a simulated world of its own, nothing real' },
  scenario: { type: 'string', help: '--scenario NAME', text: 'a story of the sandbox, or a file with one (default: payments-timeout)' },
  speed: { type: 'string', help: '--speed N', text: 'simulated time, 1 to 100 times as fast (default 1)' },
  seed: { type: 'string', help: '--seed N', text: 'the same seed gives the same events (default 1)' },
  limit: { type: 'string', help: '--limit N', text: 'newest entries, at most 1000 (default 50)' },
  format: {
    type: 'string',
    help: '--format FORMAT',
    text: 'audit: jsonl (default, can be verified alone) or csv; incidents: md (default), html, json or csv',
  },
  item: { type: 'string', help: '--item ID', text: 'an item, as rcc checklist show lists them' },
  verdict: { type: 'string', help: '--verdict go|no-go|go-with-conditions', text: 'your word' },
  condition: { type: 'string', help: '--condition TEXT', text: 'of a go with conditions; several are parted by a semicolon' },
  key: { type: 'string', help: '--key FINGERPRINT', text: 'the key that must have signed' },
  head: { type: 'string', help: '--head SEQ:HASH', text: 'the entry that must still be there' },
  cites: { type: 'string', help: '--cites FILE', text: 'an exported incident: every entry it cites must be in the log as cited' },
  output: { type: 'string', help: '--output FILE', text: 'write there instead of to stdout; an existing file is replaced' },
  title: { type: 'string', help: '--title TEXT', text: 'what is wrong, in a few words' },
  text: { type: 'string', help: '--text TEXT', text: 'what you know; it is stamped with the time and your name' },
  severity: { type: 'string', help: '--severity 1|2|3', text: '1 is the worst (default 2)' },
  since: { type: 'string', help: '--since 30m', text: 'how long ago the timeline begins (default 15m)' },
  entry: {
    type: 'string',
    help: '--entry ID',
    text: 'an entry of the timeline, or how its id begins; rcc incidents show --ids lists them',
  },
  at: { type: 'string', help: '--at TIME', text: 'when it was, with its zone: 2026-11-26T10:12:16Z' },
  file: { type: 'string', help: '--file FILE', text: 'the review to write, YAML or JSON, as rcc incidents review prints it' },
  ids: { type: 'boolean', help: '--ids', text: 'with the id of each entry' },
  hidden: { type: 'boolean', help: '--hidden', text: 'with the entries that are hidden on the desk' },
  service: { type: 'string', help: '--service NAME', text: 'a passenger of the train' },
  image: { type: 'string', help: '--image IMAGE@DIGEST', text: "what to put aboard (default: CI's newest that passed its tests)" },
  for: { type: 'string', help: '--for 2h', text: 'how long; it ends by itself' },
  region: { type: 'string', help: '--region NAME', text: 'one region (default: the one that waits)' },
  environment: { type: 'string', help: '--environment NAME', text: 'one environment (default: all that the token may answer)' },
  'roll-back': { type: 'string', help: '--roll-back SERVICE', text: 'take this passenger back too, with its group' },
} as const;

export type OwnFlag = keyof typeof ownFlags;

/** What stands behind a verb. `answers`: the shape of its stdout with --json, also when it fails. */
export interface VerbSpec {
  readonly args: '' | 'NAME' | '[NAME]' | 'CONTEXT' | '[FILE]' | '[VERB…]';
  readonly flags: readonly OwnFlag[];
  readonly answers: 'array' | 'lines' | 'object' | 'act' | 'text';
  readonly text: string;
  /** A reason must be given: nothing may be taken back without one. */
  readonly needsReason?: true;
  /** What --format may say; the first is the default. */
  readonly formats?: readonly string[];
}

/** Every verb of this desk. A verb that is not here does not exist. */
export const verbs = {
  'rollouts list': { args: '', flags: [], answers: 'array', text: 'what is moving, and what needs a human first' },
  'rollouts get': { args: 'NAME', flags: [], answers: 'object', text: 'one workload: dial, steps, versions, pods, events' },
  'rollouts watch': { args: '[NAME]', flags: [], answers: 'lines', text: 'changes as they come, until Ctrl-C or --timeout' },
  'rollouts promote': { args: 'NAME', flags: ['full'], answers: 'act', text: 'go to the next step, or with --full to the end' },
  'rollouts abort': { args: 'NAME', flags: [], answers: 'act', text: 'give all traffic back to the stable version' },
  'rollouts retry': { args: 'NAME', flags: [], answers: 'act', text: 'start an aborted rollout again' },
  'rollouts undo': { args: 'NAME', flags: ['to-revision'], answers: 'act', text: 'go back to an earlier revision' },
  'rollouts pause': { args: 'NAME', flags: [], answers: 'act', text: 'stop where it is' },
  'rollouts resume': { args: 'NAME', flags: [], answers: 'act', text: 'go on after a pause' },
  'rollouts restart': { args: 'NAME', flags: [], answers: 'act', text: 'replace the pods, same version' },
  'rollback plan': {
    args: 'NAME',
    flags: ['lever', 'to-revision'],
    answers: 'object',
    text: 'what a rollback would send and do; changes nothing',
  },
  'rollback run': {
    args: 'NAME',
    flags: ['lever', 'to-revision', 'wait'],
    answers: 'act',
    text: 'take it back and stay until the cluster reads back as asked (exit code 0); its traffic is seen back later; needs --reason',
    needsReason: true,
  },
  'audit list': { args: '', flags: ['limit'], answers: 'array', text: 'who did what and why, newest first' },
  'audit verify': { args: '[FILE]', flags: ['key', 'head', 'cites'], answers: 'object', text: "an export, or this desk's own log" },
  'audit export': {
    args: '',
    flags: ['format'],
    formats: ['jsonl', 'csv'],
    answers: 'text',
    text: 'the whole log on stdout, oldest first',
  },
  'checklist show': { args: 'NAME', flags: [], answers: 'object', text: 'go or no-go of a train: what stops it, what waits, what passed' },
  'checklist sign': { args: 'NAME', flags: ['item'], answers: 'object', text: 'a question of the checklist; needs --item' },
  'checklist waive': {
    args: 'NAME',
    flags: ['item'],
    answers: 'object',
    text: 'let a red item pass, visible ever after; needs --item and --reason',
    needsReason: true,
  },
  'checklist decide': {
    args: 'NAME',
    flags: ['verdict', 'condition'],
    answers: 'object',
    text: 'your word on what holds now; needs --verdict',
  },
  'incidents list': { args: '', flags: [], answers: 'array', text: 'incidents, newest first' },
  'incidents show': { args: 'NAME', flags: ['hidden', 'ids'], answers: 'object', text: 'one incident: timeline, cost, people' },
  'incidents open': {
    args: '[NAME]',
    flags: ['title', 'severity', 'since'],
    answers: 'object',
    text: 'open one by hand, about a workload or none; needs --title',
  },
  'incidents note': { args: 'NAME', flags: ['text'], answers: 'object', text: 'write on its timeline; needs --text' },
  'incidents annotate': {
    args: 'NAME',
    flags: ['entry', 'text'],
    answers: 'object',
    text: 'write under one entry; needs --entry and --text',
  },
  'incidents pin': { args: 'NAME', flags: ['entry'], answers: 'object', text: 'an entry that counts; needs --entry' },
  'incidents unpin': { args: 'NAME', flags: ['entry'], answers: 'object', text: 'take the pin off; needs --entry' },
  'incidents hide': {
    args: 'NAME',
    flags: ['entry'],
    answers: 'object',
    text: 'leave an entry out of exports; it stays in the record; needs --entry and --reason',
    needsReason: true,
  },
  'incidents unhide': { args: 'NAME', flags: ['entry'], answers: 'object', text: 'show it again; needs --entry' },
  'incidents correct': {
    args: 'NAME',
    flags: ['entry', 'at'],
    answers: 'object',
    text: "correct an entry's time; the source's stays beside it; needs --entry, --at and --reason",
    needsReason: true,
  },
  'incidents retitle': {
    args: 'NAME',
    flags: ['title', 'severity'],
    answers: 'object',
    text: 'another title or severity; needs one of them',
  },
  'incidents review': {
    args: 'NAME',
    flags: ['file'],
    answers: 'object',
    text: 'the review, or a template to begin with; with --file: write it',
  },
  'incidents close': { args: 'NAME', flags: [], answers: 'object', text: 'end it; needs --reason', needsReason: true },
  'incidents export': {
    args: 'NAME',
    flags: ['format', 'output', 'hidden'],
    formats: ['md', 'html', 'json', 'csv'],
    answers: 'text',
    text: 'the whole incident as one file, with the audit entries it cites',
  },
  'trains list': { args: '', flags: [], answers: 'array', text: 'trains that board, wait for the go, roll, and have ended' },
  'trains show': { args: 'NAME', flags: [], answers: 'object', text: 'one train: passengers, what did not board, what to know' },
  'trains board': {
    args: 'NAME',
    flags: ['service', 'image'],
    answers: 'object',
    text: 'put a change aboard by hand; late work rides the next train',
    needsReason: true,
  },
  'trains leave': { args: 'NAME', flags: ['service'], answers: 'object', text: 'take a passenger off before departure', needsReason: true },
  'trains cut': { args: 'NAME', flags: [], answers: 'object', text: 'freeze the manifest before its time', needsReason: true },
  'trains hold': { args: 'NAME', flags: ['for'], answers: 'object', text: 'keep the departure back; needs --for', needsReason: true },
  'trains release': { args: 'NAME', flags: [], answers: 'object', text: 'end a hold', needsReason: true },
  'trains conduct': { args: 'NAME', flags: ['for'], answers: 'object', text: 'take over as conductor', needsReason: true },
  'trains depart': {
    args: 'NAME',
    flags: [],
    answers: 'object',
    text: 'leave on a go that holds, and follow until it ends or waits',
    needsReason: true,
  },
  'trains go-on': {
    args: 'NAME',
    flags: ['service', 'region'],
    answers: 'object',
    text: 'a passenger may leave its pause',
    needsReason: true,
  },
  'trains halt': {
    args: 'NAME',
    flags: ['roll-back'],
    answers: 'object',
    text: 'stop the departure: nothing further is promoted',
    needsReason: true,
  },
  'trains cancel': { args: 'NAME', flags: [], answers: 'object', text: 'it does not run; a halted one is closed', needsReason: true },
  'trains approvals': { args: 'NAME', flags: [], answers: 'array', text: 'environments of its pipelines that wait for a reviewer' },
  'trains approve': {
    args: 'NAME',
    flags: ['service', 'environment'],
    answers: 'array',
    text: 'let a waiting environment of a service go on, --reason as the comment',
    needsReason: true,
  },
  'trains reject': {
    args: 'NAME',
    flags: ['service', 'environment'],
    answers: 'array',
    text: 'refuse a waiting environment of a service, --reason as the comment',
    needsReason: true,
  },
  'trains schema': { args: '', flags: [], answers: 'object', text: 'the JSON Schema of timetable.yaml, for editors' },
  'connections list': { args: '', flags: [], answers: 'array', text: 'contexts of the kubeconfig' },
  'connections approve': { args: 'CONTEXT', flags: [], answers: 'object', text: "let this context's exec command line run on this desk" },
  serve: {
    args: '',
    flags: ['port', 'sandbox', 'scenario', 'speed', 'seed'],
    answers: 'text',
    text: 'the desk in a browser, on 127.0.0.1',
  },
  sandbox: {
    args: '',
    flags: ['scenario', 'speed', 'seed'],
    answers: 'text',
    text: 'a simulated cluster and Prometheus on loopback; prints one JSON line when ready',
  },
  version: { args: '', flags: [], answers: 'object', text: 'which rcc this is' },
  help: { args: '[VERB…]', flags: [], answers: 'text', text: 'this, or more about one verb' },
} as const satisfies Record<string, VerbSpec>;

export type VerbName = keyof typeof verbs;

/** The verb a pair of words names, or undefined. */
export function verbNamed(name: string): VerbName | undefined {
  return verbNames.find((known) => known === name);
}

export const verbNames: readonly VerbName[] = Object.keys(verbs).filter((name): name is VerbName => name in verbs);

/** The spec of a verb, widened so that optional parts can be read. */
export function specOf(verb: VerbName): VerbSpec {
  return verbs[verb];
}

/** The verbs of a group, in the order of the table: `rollouts` → list, get, … */
export function verbsOfGroup(group: string): readonly VerbName[] {
  return verbNames.filter((name) => name.startsWith(`${group} `));
}
