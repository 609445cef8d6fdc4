import { checkTimetable } from '#shared/domain/trains/check-timetable.ts';
import { Timetable } from '#shared/domain/trains/timetable.ts';
import type { ReleaseFile } from '../ports/release-files.ts';
import { problemText, readYaml } from '../read-yaml.ts';

export const timetableFile = 'timetable.yaml';

/** The timetable as it stands in the release folder: the trains that hold together run, the others say why not. */
export interface TimetableReading {
  /** null: there is none, or it cannot be understood. */
  readonly timetable: Timetable | null;
  /** Names of the trains that may run. */
  readonly running: readonly string[];
  /** `timetable.yaml:12: trains.shop.cut.at: …`, one sentence each. */
  readonly problems: readonly string[];
}

/** `now`: epoch ms. */
export function readTimetable(files: readonly ReleaseFile[], now: number): TimetableReading {
  const file = files.find(({ name }) => name === timetableFile);
  if (file === undefined) return { timetable: null, running: [], problems: [] };
  const read = readYaml(file.name, file.text, Timetable);
  if (!read.ok) return { timetable: null, running: [], problems: read.problems.map(problemText) };
  const problems = checkTimetable(read.value, now);
  const stopped = (name: string) => problems.some(({ trains }) => trains === null || trains.includes(name));
  return {
    timetable: read.value,
    running: Object.keys(read.value.trains).filter((name) => !stopped(name)),
    problems: problems.map(({ path, text }) => problemText(read.problemAt(path, text))),
  };
}
