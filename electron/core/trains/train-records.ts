import { ok, type Result } from '#shared/contract/result.ts';
import { TrainEvent } from '#shared/domain/trains/events.ts';
import { type Happened, type Train, trainOf } from '#shared/domain/trains/train.ts';
import type { Ports } from '../core.ts';
import { readTimetable } from './read-timetable.ts';

const prefix = 'trains/';

/** Trains and their timetable as they stand, for features that only read them. An event this version does not know is left out. */
export function trainRecords({ records, releaseFiles, clock }: Pick<Ports, 'records' | 'releaseFiles' | 'clock'>) {
  async function read(stream: string): Promise<{ train: Train; happened: readonly Happened[] }[]> {
    const recorded = await records.read(stream);
    const happened = (recorded.ok ? recorded.value : []).flatMap(({ at, data }): Happened[] => {
      const event = TrainEvent.safeParse(data);
      return event.success ? [{ at, event: event.data }] : [];
    });
    const train = trainOf(happened);
    return train === null ? [] : [{ train, happened }];
  }

  return {
    async timetable() {
      const files = await releaseFiles.read();
      return files.ok ? ok(readTimetable(files.value, clock.now()).timetable) : files;
    },
    async all(): Promise<Result<readonly { train: Train; happened: readonly Happened[] }[]>> {
      const streams = await records.streams(prefix);
      return streams.ok ? ok((await Promise.all(streams.value.map(read))).flat()) : streams;
    },
  };
}
