import { z } from 'zod';
import { Boardable, TrainApproval, TrainPage, TrainSummary } from '../domain/trains/views.ts';
import { command, live, query } from './procedure.ts';

const Train = z.string().trim().min(1, 'the name of a train, for example shop-2026-11-24');
const Reason = z.string().trim().min(1, 'a reason, for the record').max(2_000);
const Service = z.string().trim().min(1, 'the name of a service');

export const trains = {
  list: query(z.object({}), z.array(TrainSummary)),
  show: query(z.object({ train: Train }), TrainPage),
  /** By train id. */
  watch: live(z.object({}), TrainSummary),
  /** One key: `page`. */
  watchOne: live(z.object({ train: Train }), TrainPage),

  /** What would board of each service now, or why nothing would. For the form that asks. */
  boardable: query(z.object({ train: Train }), z.array(Boardable)),
  /** Puts a service's change aboard by hand; late work goes to the next train and the answer says which. `image` with digest, or CI's newest. */
  board: command(z.object({ train: Train, service: Service, image: z.string().nullable().default(null), reason: Reason }), TrainPage),
  /** Takes a passenger off before departure: it boards the next train. */
  leave: command(z.object({ train: Train, service: Service, reason: Reason }), TrainPage),
  /** Freezes the manifest. Before its instant only the conductor may, and nothing boards afterwards. */
  cut: command(z.object({ train: Train, reason: Reason }), TrainPage),
  /** Until an instant (epoch ms). The answer's `costOfDelay` says what waits. */
  hold: command(z.object({ train: Train, until: z.number(), reason: Reason }), TrainPage),
  release: command(z.object({ train: Train, reason: Reason }), TrainPage),
  /** Takes over as conductor, in place of the rotation, until an instant (null: until the train ends). */
  conduct: command(z.object({ train: Train, until: z.number().nullable().default(null), reason: Reason }), TrainPage),
  /** Only on a go that holds. Ends when the departure has begun; progress comes through `watchOne`. */
  depart: command(z.object({ train: Train, reason: Reason }), TrainPage),
  /** The bake's word: this passenger may leave its present pause in this region. */
  goOn: command(z.object({ train: Train, service: Service, region: z.string().nullable().default(null), reason: Reason }), TrainPage),
  /** Stops the departure: nothing further is promoted. `rollBack`: the named passenger (with its group) is taken back too. */
  halt: command(z.object({ train: Train, rollBack: Service.nullable().default(null), reason: Reason }), TrainPage),
  cancel: command(z.object({ train: Train, reason: Reason }), TrainPage),

  /** Environments of this train's pipelines that wait for a reviewer, as CI says. What CI could not be asked is a failure, not an empty list. */
  approvals: query(z.object({ train: Train }), z.array(TrainApproval)),
  /** The reviewer's word, once, with the reason as its comment. `environment` null: all of this service that the desk's token may answer. What still waits. */
  review: command(
    z.object({
      train: Train,
      service: Service,
      environment: z.string().trim().min(1, 'the name of an environment').nullable().default(null),
      verdict: z.enum(['approved', 'rejected']),
      reason: Reason,
    }),
    z.array(TrainApproval),
  ),
};
