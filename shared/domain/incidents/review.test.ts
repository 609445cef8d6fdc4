import { describe, expect, it } from 'vitest';
import { actionProblem, reviewProblem } from './review.ts';
import type { ReviewAction } from './views.ts';

const action = (mechanism: string, owner = 'r.costa'): ReviewAction => ({ mechanism, kind: 'prevents', owner, due: '2026-12-15' });

describe('an action of a review', () => {
  it.each([
    'The pipeline refuses a time-out below the measured p99',
    'Alert when 4% of payments fail for three readings',
    'Deploy requires two approvals; be careful is not enough',
    'Canary of payments stays at 5% until the second check was measured',
  ])('is a mechanism: %s', (mechanism) => expect(actionProblem(action(mechanism))).toBeNull());

  it.each([
    'Be more careful with time-outs',
    'We should be more careful next time',
    'Remember to check the p99',
    'please double-check time-outs',
    'Pay more attention to the provider',
    'The team must communicate better',
    'Always keep in mind the second check',
  ])('is no promise: %s', (mechanism) => expect(actionProblem(action(mechanism))).toContain('asks somebody to remember'));

  it('has words, and an owner', () => {
    expect(actionProblem(action('fix it'))).toContain('Say what will be built');
    expect(actionProblem(action('The pipeline refuses a short time-out', ' '))).toContain('name one');
  });

  it('is named by its place in the review', () => {
    const review = { summary: 'Payments failed.', whatHelped: '', whatHindered: '', contributing: [] };
    expect(reviewProblem({ ...review, actions: [action('The pipeline refuses it early'), action('Be careful out there')] })?.field).toBe(
      'review.actions.1',
    );
    expect(reviewProblem({ ...review, summary: ' ', actions: [] })?.field).toBe('review.summary');
    expect(reviewProblem({ ...review, actions: [] })).toBeNull();
  });
});
