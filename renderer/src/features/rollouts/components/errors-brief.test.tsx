// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';
import { handClock, renderOnDesk } from '../../../testing/desk.tsx';
import { sampleHealth } from '../../../testing/health-sample.ts';
import { samplePage } from '../../../testing/samples.ts';
import { ErrorsBrief } from './errors-brief.tsx';

afterEach(cleanup);

test('both versions with their share of errors, the judged one in its colour, and since when', () => {
  const attention = { group: 'needs-a-human' as const, state: 'degraded' as const, sentence: '', since: exampleNow };
  renderOnDesk(<ErrorsBrief page={samplePage(exampleNow, { health: sampleHealth(exampleNow), attention })} />);
  const brief = screen.getByRole('region', { name: 'Errors' });
  expect([...brief.querySelectorAll('li')].map((row) => row.textContent)).toEqual(['2.13.40.2%', '2.14.040.0%']);
  expect([...brief.querySelectorAll('[data-state="degraded"]')].map((figure) => figure.textContent)).toEqual(['40.0%']);
  expect(brief.querySelector('p')?.textContent).toMatch(/^Since \d\d:\d\d, first seen by this desk$/);
});

test('old figures say so and accuse nobody', () => {
  const hand = handClock();
  renderOnDesk(<ErrorsBrief page={samplePage(exampleNow, { health: sampleHealth(exampleNow) })} />, {}, hand);
  act(() => hand.advance(60_000));
  const brief = screen.getByRole('region', { name: 'Errors' });
  expect(brief.querySelector('[data-state="degraded"]')).toBeNull();
  expect(brief.textContent).toContain('old');
});
