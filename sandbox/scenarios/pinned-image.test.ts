import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pods, rollouts } from '../store/resources.ts';
import { deploy } from './deploy.ts';
import { stage } from './testing/stage.ts';

const digest = `sha256:${'5e'.repeat(32)}`;
const Pod = z.object({
  spec: z.object({ containers: z.array(z.object({ image: z.string() })) }),
  status: z.object({ containerStatuses: z.array(z.object({ image: z.string(), imageID: z.string() })).default([]) }),
});
const Rollout = z.object({ template: z.object({ spec: z.object({ containers: z.array(z.object({ image: z.string() })) }) }) });

describe('an image with tag and digest, as a train sets it', () => {
  const pinned = `registry.example/shop/cart:1.33.0@${digest}`;
  const to = (tag: string) => ({ do: 'deploy' as const, workload: 'cart', tag, env: {}, cause: null });

  it('behaves as its tag, and its pods run that digest', () => {
    const world = stage('release-train');
    const errors = (image: string) => {
      const hashes = new Set(
        world.store.list(pods, 'shop').flatMap((pod) => {
          const { spec } = Pod.parse(pod);
          return spec.containers.some((container) => container.image === image)
            ? [pod.metadata.labels?.['rollouts-pod-template-hash']]
            : [];
        }),
      );
      expect(hashes.size).toBe(1);
      const of = `http_requests_total{service="cart",rollouts_pod_template_hash="${[...hashes].join('')}"`;
      return world.figure(`(sum(rate(${of},code=~"5.."}[1m])) or vector(0)) / sum(rate(${of}}[1m]))`);
    };
    deploy(world.store, 'shop', to(`1.33.0@${digest}`));
    world.clock.run(100_000);
    expect(errors(pinned)).toBeCloseTo(0.1, 1);
    expect(errors('registry.example/shop/cart:1.31.0')).toBeLessThan(0.01);
    const ids = world.store.list(pods, 'shop').flatMap((pod) =>
      Pod.parse(pod)
        .status.containerStatuses.filter(({ image }) => image === pinned)
        .map(({ imageID }) => imageID),
    );
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids)).toEqual(new Set([`registry.example/shop/cart@${digest}`]));
  });

  it('a later tag takes the place of both', () => {
    const world = stage('release-train');
    deploy(world.store, 'shop', to(`1.33.0@${digest}`));
    deploy(world.store, 'shop', to('1.34.0'));
    const { template } = Rollout.parse(world.store.get(rollouts, 'shop', 'cart')?.spec);
    expect(template.spec.containers[0]?.image).toBe('registry.example/shop/cart:1.34.0');
  });
});
