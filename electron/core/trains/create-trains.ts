import type { FeatureHandlers } from '../features.ts';
import { createDeparturePlan } from './departure-plan.ts';
import { createTrainsDesk } from './desk.ts';
import { createDriver } from './driver.ts';
import { createHandBoarding } from './hand-boarding.ts';
import type { TrainsNeeds } from './needs.ts';
import { trainProcedures } from './procedures.ts';
import { createPulse } from './pulse.ts';
import { type TrainsReadModel, trainsReadModel } from './read-model.ts';
import { watchGoes } from './watch-goes.ts';

/** The feature as the core holds it. */
export interface Trains {
  readonly procedures: FeatureHandlers<'trains'>;
  readonly readModel: TrainsReadModel;
  /** Boards, cuts and drives while this host runs. Connects to nothing while the release folder has no timetable. */
  begin(): void;
}

export function createTrains(needs: TrainsNeeds): Trains {
  const { ports, registry, stopping } = needs;
  const desk = createTrainsDesk(needs);
  const pulse = createPulse(ports, desk);
  const driver = createDriver(needs, desk);
  return {
    procedures: trainProcedures({
      ci: ports.ci,
      desk,
      pulse,
      byHand: createHandBoarding(ports, desk),
      planDeparture: createDeparturePlan(ports, registry),
      drive: driver.drive,
    }),
    readModel: trainsReadModel(desk),
    begin() {
      pulse.begin(stopping);
      driver.begin();
      void watchGoes(ports, desk.store, needs.standing, stopping);
    },
  };
}
