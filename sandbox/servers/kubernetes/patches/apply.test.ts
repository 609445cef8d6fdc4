import { describe, expect, it } from 'vitest';
import type { Doc } from '../objects/doc.ts';
import { at } from '../objects/doc.ts';
import { schemaOf } from '../schema/schema.ts';
import { applyConfiguration } from './apply.ts';
import { trackUpdate } from './managed-fields.ts';

const schema = schemaOf('Deployment');
const writer = (manager: string) => ({ manager, apiVersion: 'apps/v1', subresource: '', time: '2026-01-05T00:00:00Z' });
const config = (...containers: object[]): Doc => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'd' },
  spec: { template: { spec: { containers } } },
});
const containersOf = (doc: Doc) => at(doc, 'spec', 'template', 'spec', 'containers');

function applied(live: Doc | null, given: Doc, manager: string, force = false): Doc {
  const result = applyConfiguration(live, given, schema, writer(manager), force);
  if (!result.ok) throw new Error(result.message);
  return result.doc;
}

describe('server-side apply', () => {
  it('lets two managers own a container each', () => {
    const one = applied(null, config({ name: 'a', image: '1' }), 'one');
    const both = applied(one, config({ name: 'b', image: '1' }), 'two');
    expect(containersOf(both)).toEqual(
      expect.arrayContaining([
        { name: 'a', image: '1' },
        { name: 'b', image: '1' },
      ]),
    );
  });

  it('takes away what a manager no longer names, and leaves what another owns', () => {
    const one = applied(null, config({ name: 'a', image: '1', tty: true }, { name: 'gone', image: '1' }), 'one');
    const both = applied(one, config({ name: 'a', tty: true }), 'two');
    const less = applied(both, config({ name: 'a', image: '1' }), 'one');
    expect(containersOf(less)).toEqual([{ name: 'a', image: '1', tty: true }]);
  });

  it('refuses a field another set to something else, and takes it by force', () => {
    const one = applied(null, config({ name: 'a', image: '1' }), 'one');
    const refused = applyConfiguration(one, config({ name: 'a', image: '2' }), schema, writer('two'), false);
    expect(refused).toMatchObject({
      ok: false,
      message: expect.stringContaining('conflict with "one": .spec.template.spec.containers[name="a"].image'),
    });
    const forced = applied(one, config({ name: 'a', image: '2' }), 'two', true);
    expect(containersOf(forced)).toEqual([{ name: 'a', image: '2' }]);
    expect(applyConfiguration(forced, config({ name: 'a', image: '1' }), schema, writer('one'), false)).toMatchObject({ ok: false });
  });

  it('counts an update as its writer’s, too', () => {
    const one = applied(null, config({ name: 'a', image: '1' }), 'one');
    const edited = trackUpdate(one, { ...config({ name: 'a', image: '9' }), metadata: one['metadata'] }, schema, writer('kubectl-edit'));
    expect(applyConfiguration(edited, config({ name: 'a', image: '1' }), schema, writer('one'), false)).toMatchObject({
      ok: false,
      causes: [{ message: 'conflict with "kubectl-edit" using apps/v1' }],
    });
  });

  it('changes nothing when it says nothing new', () => {
    const one = applied(null, config({ name: 'a', image: '1' }), 'one');
    expect(applied(one, config({ name: 'a', image: '1' }), 'one')).toEqual(one);
  });
});
