import type { Failure } from '#shared/contract/result.ts';

/** Thrown once, as the only message of a subscription that cannot begin: a stream has no other way to say no. */
export class SubscriptionRefused extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'SubscriptionRefused';
    this.failure = failure;
  }
}
