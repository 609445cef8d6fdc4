// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';
import { renderOnDesk } from '../../../testing/desk.tsx';
import { samplePage } from '../../../testing/samples.ts';
import { Headline } from './headline.tsx';

afterEach(cleanup);

describe('the headline', () => {
  test('is an alert that says both claims when they disagree', () => {
    renderOnDesk(<Headline page={samplePage()} lost={null} />);
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('Asked for 25%. The route still gives 5%.');
  });

  test('is silent when nothing needs a human', () => {
    const attention = { group: 'well' as const, state: 'healthy' as const, sentence: '', since: exampleNow };
    renderOnDesk(<Headline page={samplePage(exampleNow, { disagreement: null, attention })} lost={null} />);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('says since when it is degraded, and who saw it', () => {
    const attention = {
      group: 'needs-a-human' as const,
      state: 'degraded' as const,
      sentence: '2.14.0 fails 40.0% of its requests, 2.13.4 0.2%. Roll back to 2.13.4',
      since: exampleNow,
    };
    renderOnDesk(<Headline page={samplePage(exampleNow, { disagreement: null, attention })} lost={null} />);
    expect(screen.getByRole('alert').textContent).toMatch(/Since \d\d:\d\d, first seen by this desk\. Roll back to 2\.13\.4/);
    cleanup();
    renderOnDesk(<Headline page={samplePage(exampleNow, { disagreement: null, attention: { ...attention, since: null } })} lost={null} />);
    expect(screen.getByRole('alert').textContent).not.toContain('Since');
  });

  test('says in the upstream’s words that everything below is the last known', () => {
    const silent = {
      kind: 'unreachable' as const,
      message: 'No word from prod-eu-west for 3 m 12 s.',
      upstream: { source: 'kube-apiserver', text: 'connect ECONNREFUSED' },
    };
    renderOnDesk(<Headline page={samplePage(exampleNow, { silent })} lost={null} />);
    expect(screen.getByRole('alert').textContent).toContain('Everything below is the last known. kube-apiserver: connect ECONNREFUSED');
  });
});
