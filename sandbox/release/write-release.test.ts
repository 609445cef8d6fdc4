import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ChecklistsFile } from '#shared/domain/checklist/template.ts';
import { ReleasePolicy } from '#shared/domain/policy/release-policy.ts';
import { RolesFile } from '#shared/domain/policy/release-roles.ts';
import { checkTimetable } from '#shared/domain/trains/check-timetable.ts';
import { nextOccurrence } from '#shared/domain/trains/occurrences.ts';
import { Timetable } from '#shared/domain/trains/timetable.ts';
import { createZone } from '#shared/domain/trains/zone.ts';
import { scenarioNames } from '../scenarios/load-scenario.ts';
import { loaded, stage } from '../scenarios/testing/stage.ts';
import { timetable } from './timetable.ts';
import { writeRelease } from './write-release.ts';

function written(name: string, at: number) {
  const folder = mkdtempSync(join(tmpdir(), 'release-'));
  writeRelease(folder, loaded(name), at);
  const read = (file: string): unknown => parse(readFileSync(join(folder, `${file}.yaml`), 'utf8'));
  return { folder, read };
}

describe('the release folder of the sandbox', () => {
  it.each(scenarioNames())('%s: four files that hold together', (name) => {
    const at = Date.parse('2026-11-23T13:37:21.400Z');
    const { folder, read } = written(name, at);
    expect(readdirSync(folder).toSorted()).toEqual(['checklists.yaml', 'policy.yaml', 'roles.yaml', 'timetable.yaml']);
    expect(checkTimetable(Timetable.parse(read('timetable')), at)).toEqual([]);
    ChecklistsFile.parse(read('checklists'));
    RolesFile.parse(read('roles'));
    expect(Object.keys(ReleasePolicy.parse(read('policy')).errorBudgets)).toHaveLength(12);
  });

  it('the train of the story carries those with a version on staging', () => {
    const { services } = Timetable.parse(timetable(loaded('release-train'), 0));
    expect(Object.keys(services).toSorted()).toEqual(['accounts', 'cart', 'inventory', 'notifications', 'recommendations', 'shipping']);
  });

  it('no train waits for a workload that the script deploys under it', () => {
    const { services } = Timetable.parse(timetable(loaded('payments-timeout'), 0));
    expect(Object.keys(services)).not.toContain('payments');
    expect(Object.keys(services).length).toBeGreaterThan(1);
  });

  test.prop([fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2030, 0, 1) })])(
    'whenever it begins, a train boards now, is cut in three minutes and leaves in five',
    (at) => {
      const file = Timetable.parse(timetable(loaded('release-train'), at));
      expect(checkTimetable(file, at)).toEqual([]);
      const train = file.trains['shop'];
      const zone = createZone(train?.zone ?? '');
      if (train === undefined || zone === null) throw new Error('there is no train');
      const next = nextOccurrence('shop', train, zone, at);
      expect(next.boardsAt).toBeLessThanOrEqual(at);
      expect(next.cutAt).toBeGreaterThanOrEqual(at + 180_000);
      expect(next.cutAt).toBeLessThan(at + 182_000);
      expect(next.departsAt - next.cutAt).toBe(120_000);
    },
  );

  it('played again, the train has another name', () => {
    expect(Object.keys(Timetable.parse(timetable(loaded('release-train'), 0, 2)).trains)).toEqual(['shop-3']);
  });

  it('its error budgets are questions the metric server answers with one number', () => {
    const world = stage('release-train');
    const { errorBudgets } = ReleasePolicy.parse(written('release-train', world.clock.now()).read('policy'));
    for (const { query } of Object.values(errorBudgets)) {
      expect(world.figure(query)).toBeGreaterThanOrEqual(0);
      expect(world.figure(query)).toBeLessThan(0.02);
    }
  });
});
