import type { SimClock } from '../../clock/sim-clock.ts';
import type { ObjectStore, Resource } from '../../store/object-store.ts';
import type { Authorizer } from './access/authorizer.ts';
import type { User } from './access/users.ts';
import type { Accept } from './http/accept.ts';
import type { RequestInfo } from './http/request-info.ts';

/** What every verb works on. */
export interface Api {
  readonly store: ObjectStore;
  readonly clock: SimClock;
  readonly authorizer: Authorizer;
  /** 0 ≤ x < 1, for generated names. */
  readonly random: () => number;
  readonly clusterAddress: () => string;
}

/** One authorised request for a resource the server has. */
export interface Call {
  readonly info: RequestInfo;
  readonly user: User;
  readonly resource: Resource;
  readonly accept: Accept;
  readonly userAgent: string;
  readonly contentType: string | undefined;
  readonly body: Buffer;
  /** A line of the `Warning` header. */
  readonly warn: (text: string) => void;
}
