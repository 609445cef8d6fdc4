import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adminApi } from './admin-api.ts';
import { type Customers, startCustomers } from './customers.ts';
import { startPrometheus } from './prometheus.ts';
import { type Rcc, rccAt } from './rcc.ts';
import { releaseOf, riders } from './real-release.ts';
import { healthyRollout, type RolloutScene } from './rollout-scene.ts';
import { type ServedPerson, servePerson } from './served-person.ts';
import { type ShopGithub, startShopGithub } from './shop-github.ts';

/** What the story of a train needs around it: CI, customers, metrics, the shop in two regions, and people at their desks. */
export interface TrainStage {
  readonly github: ShopGithub;
  readonly customers: Customers;
  readonly conductor: ServedPerson;
  readonly onCall: ServedPerson;
  readonly responder: ServedPerson;
  readonly rcc: Rcc;
  /** The train that boards now. */
  readonly train: string;
  readonly namespaces: { readonly eu: string; readonly us: string };
  /** By service; `NAME in us` in the second region. */
  readonly shop: ReadonlyMap<string, RolloutScene>;
  end(): Promise<void>;
}

interface StageOptions {
  /** The desk's home, an empty folder. */
  readonly home: string;
  readonly kubeconfig: string;
  readonly cutInSeconds: number;
}

export async function stageTrain({ home, kubeconfig, cutInSeconds }: StageOptions): Promise<TrainStage> {
  const api = adminApi(kubeconfig);
  const github = await startShopGithub();
  const [eu, us] = await Promise.all([api.namespace('story-eu'), api.namespace('story-us')]);
  const namespaces = { eu: eu.name, us: us.name };
  const customers = await startCustomers(api, [eu.name, us.name]);
  const shop = new Map<string, RolloutScene>();
  const steps = [{ setWeight: 50 }, { pause: {} }];
  const places = Object.entries(riders).flatMap(([name, { regions }]) =>
    regions.map((region) => ({ name, namespace: namespaces[region], key: region === 'eu' ? name : `${name} in us` })),
  );
  const [prometheus] = await Promise.all([
    startPrometheus({ scrapeTarget: customers.scrapeTarget }),
    ...places.map(async ({ name, namespace, key }) => {
      shop.set(key, await healthyRollout(api, namespace, { name, steps, image: github.productionImage(name) }));
    }),
  ]);
  const tokenFile = join(home, 'github-token');
  writeFileSync(tokenFile, github.token, { mode: 0o600 });
  const settings = {
    ci: { github: { baseUrl: github.url, tokenFrom: { from: 'file', path: tokenFile } } },
    metrics: { default: { url: prometheus.url, window: '5s' } },
  };
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
  const [conductor, onCall, responder] = await Promise.all([
    servePerson('conductor', home),
    servePerson('on-call', home),
    servePerson('responder', home),
  ]);
  mkdirSync(join(home, 'release'));
  const release = releaseOf(namespaces, cutInSeconds);
  writeRelease(home, release.files);
  return {
    github,
    customers,
    conductor,
    onCall,
    responder,
    rcc: rccAt(home, kubeconfig),
    train: release.train,
    namespaces,
    shop,
    async end() {
      await Promise.all([conductor.stop(), onCall.stop(), responder.stop()]);
      await Promise.all([prometheus.stop(), github.stop()]);
      await customers.stop();
      await Promise.all([eu.remove(), us.remove()]);
    },
  };
}

/** Writes files of the release folder. */
export function writeRelease(home: string, files: Readonly<Record<string, object>>): void {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(home, 'release', `${name}.yaml`), JSON.stringify(content));
}

/** What the log holds of the story at its end: action, target, person, outcome. */
export function stepsOnRecord(train: string): readonly string[] {
  return [
    `trains.review ${train} by viewer: refused`,
    `trains.review ${train} by conductor: done`,
    `checklist.waive ${train} by conductor: refused`,
    `checklist.waive ${train} by admin: done`,
    `checklist.sign ${train} by viewer: refused`,
    `checklist.sign ${train} by on-call: done`,
    `checklist.sign ${train} by responder: done`,
    `checklist.decide ${train} by viewer: refused`,
    `checklist.decide ${train} by conductor: done`,
    `checklist.decide ${train} by on-call: done`,
    `trains.depart ${train} by conductor: refused`,
    `trains.depart ${train} by viewer: refused`,
    `trains.depart ${train} by conductor: done`,
    `trains.goOn ${train} by conductor: done`,
    'trains.set-image cart by conductor: effective',
    'trains.promote inventory by conductor: effective',
    'trains.promote accounts by conductor: effective',
    'trains.rollback cart by desk: effective',
  ];
}
