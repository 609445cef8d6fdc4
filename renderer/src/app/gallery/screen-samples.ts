import { type Answers, still } from './gallery-backend.ts';
import { releaseSamples } from './release-samples.ts';
import type { ScreenSample } from './screen-sample.ts';

const payments = '#/rollouts/prod-eu-west/shop/Rollout/payments';
const rollback = `${payments}/rollback`;

/** An act that has ended is only shown to who held it: by keyboard, a reason, armed, sent. */
const heldByKeys = ['r', 'o', 'k', 'Tab', 'Enter', 'Tab', 'Enter'];

export const screenSamples: readonly ScreenSample[] = [
  { name: 'list', hash: '#/rollouts', phone: true },
  { name: 'list-5000', hash: '#/rollouts', options: { rows: '5000' }, keys: ['End'] },
  { name: 'list-empty', hash: '#/rollouts', answers: { 'rollouts.watch': (signal) => still([], signal) } },
  { name: 'list-reading', hash: '#/rollouts', options: { reading: '' }, phone: true },
  { name: 'list-silent', hash: '#/rollouts', options: { silent: '' } },
  { name: 'list-sandbox', hash: '#/rollouts', options: { sandbox: '' } },
  { name: 'palette', hash: '#/rollouts', keys: ['Control+k'] },
  { name: 'keys', hash: '#/rollouts', keys: ['?'] },
  { name: 'rollout', hash: payments, phone: true },
  { name: 'rollout-quiet', hash: payments, options: { quiet: '' } },
  { name: 'rollout-silent', hash: payments, options: { silent: '' } },
  { name: 'rollback', hash: rollback, phone: true },
  { name: 'rollback-viewer', hash: rollback, options: { viewer: '' } },
  { name: 'rollback-running', hash: rollback, options: { act: 'running' }, phone: true },
  { name: 'rollback-effective', hash: rollback, options: { act: 'effective' }, keys: heldByKeys, phone: true },
  { name: 'rollback-traffic', hash: rollback, options: { act: 'traffic' }, keys: heldByKeys, phone: true },
  { name: 'rollback-sent', hash: rollback, options: { act: 'sent' }, keys: heldByKeys },
  { name: 'rollback-refused', hash: rollback, options: { act: 'refused' }, keys: heldByKeys },
  { name: 'rollback-unreachable', hash: rollback, options: { act: 'unreachable' }, keys: heldByKeys },
  { name: 'audit', hash: '#/audit' },
  { name: 'audit-empty', hash: '#/audit', options: { empty: '' } },
  { name: 'connections', hash: '#/connections' },
  { name: 'connections-empty', hash: '#/connections', options: { empty: '' } },
  // The router takes the page's own query for the end of the hash's: an empty word takes it up.
  { name: 'connections-detail', hash: '#/connections?context=prod-eu-west&of=', phone: true },
  { name: 'settings', hash: '#/settings', phone: true },
  { name: 'first-run', hash: '#/welcome', options: { empty: '' }, phone: true },
  ...releaseSamples,
];

/** The page's address for a sample: the switches are the query, the screen is the hash. */
export function addressOf({ name, hash }: ScreenSample): string {
  // The router reads the page's query after the hash's own: the & keeps the one out of the other's last value.
  return `?gallery=${name}${hash}${hash.includes('?') ? '&' : ''}`;
}

/** The sample an address names, with anything else in the query as further switches: `?gallery=list&rows=9` is still good by hand. */
export function sampleOf(query: URLSearchParams): { readonly options: URLSearchParams; readonly answers: Answers } {
  const sample = screenSamples.find(({ name }) => name === query.get('gallery'));
  return { options: new URLSearchParams({ ...sample?.options, ...Object.fromEntries(query) }), answers: sample?.answers ?? {} };
}
