import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChecklistCommand, decide } from './decide.ts';
import type { Judged } from './judge.ts';
import type { ChecklistEvent } from './record.ts';
import { standingOf, whyExpired } from './standing.ts';
import { exampleArtifacts, exampleState, passed, red, speaker } from './testing/examples.ts';
import type { AutomaticCheck } from './template.ts';

const conductor = speaker('mo', 'conductor');
const onCall = speaker('li', 'on-call');
const owner = speaker('ro', 'owner');
const admin = speaker('al', 'admin');
const go: ChecklistCommand = { do: 'decide', verdict: 'go', reason: '', conditions: [], evidenceDigest: null };

/** Says one thing after the other; a refusal is a failed test. */
function say(...words: [ChecklistCommand, ReturnType<typeof speaker>][]): ChecklistEvent[] {
  const events: ChecklistEvent[] = [];
  for (const [command, by] of words) {
    const said = decide(exampleState(events), command, by, 1_000 + events.length);
    if (!said.ok) throw new Error(said.error.message);
    events.push(said.value);
  }
  return events;
}
const answered: [ChecklistCommand, ReturnType<typeof speaker>][] = [
  [{ do: 'sign', item: 'difference-reviewed:payments', note: 'read' }, owner],
  [{ do: 'sign', item: 'difference-reviewed:search', note: 'read' }, owner],
  [{ do: 'sign', item: 'on-call-watch', note: 'until 16:00' }, onCall],
];
const standing = (events: readonly ChecklistEvent[], judged?: (check: AutomaticCheck, service: string) => Judged) => {
  const state = exampleState(events, judged);
  return standingOf(state.template, state.items, state.record);
};

describe('a go', () => {
  it('needs every check green, every answer, and the word of every role of the quorum', () => {
    expect(standing([])).toMatchObject({ state: 'can-go', holds: false, detail: expect.stringContaining('3 answers are missing') });
    const one = say(...answered, [go, conductor]);
    expect(standing(one)).toMatchObject({ state: 'can-go', holds: false, detail: 'no word yet from on-call' });
    expect(standing(say(...answered, [go, conductor], [go, onCall]))).toMatchObject({ state: 'go', sentence: 'Go', holds: true });
  });

  it('is refused on red and on unknown, in words that say what to do', () => {
    const oneRed = exampleState(say(...answered), (check, service) => (check === 'ci-green' && service === 'search' ? red : passed));
    expect(decide(oneRed, go, conductor, 1)).toMatchObject({
      error: {
        kind: 'refused-by-policy',
        message: 'CI is red at this commit, search: unit failed. Mend it, take the service off the train, or have it waived.',
      },
    });
    const unknown = exampleState(say(...answered), () => ({ ...red, state: 'unknown', text: 'GitHub does not answer' }));
    expect(decide(unknown, go, conductor, 1)).toMatchObject({ error: { message: expect.stringContaining('Unknown is not green') } });
  });

  it('is refused to who saw something else, but a no-go never is', () => {
    const state = exampleState(say(...answered));
    expect(decide(state, { ...go, evidenceDigest: 'another' }, conductor, 1)).toMatchObject({ error: { kind: 'stale' } });
    expect(decide(state, { ...go, evidenceDigest: state.evidenceDigest }, conductor, 1)).toMatchObject({ ok: true });
    expect(decide(state, { ...go, verdict: 'no-go', reason: 'a hunch', evidenceDigest: 'another' }, conductor, 1)).toMatchObject({
      ok: true,
    });
  });

  it('with conditions lets people answer later, and names its conditions', () => {
    const conditions = { ...go, verdict: 'go-with-conditions', reason: 'on-call lands at 11' } as const;
    expect(decide(exampleState([]), conditions, conductor, 1)).toMatchObject({ error: { field: 'conditions' } });
    const events = say(
      [{ ...conditions, conditions: ['on-call has the watch'] }, conductor],
      [{ ...conditions, conditions: ['same'] }, onCall],
    );
    expect(standing(events)).toMatchObject({ state: 'go', sentence: 'Go, with conditions', holds: true });
    expect(standing(events, () => red).holds).toBe(false);
  });

  it('expires when what it stands on turns red, and says why; a no-go stays', () => {
    const events = say(...answered, [go, conductor], [go, onCall]);
    const turned = exampleState(events, () => red);
    expect(whyExpired(exampleState(events).items, turned.record)).toBeNull();
    const because = whyExpired(turned.items, turned.record);
    expect(because).toBe('CI is red at this commit, payments: unit failed');
    const after: ChecklistEvent[] = [...events, { type: 'expired', because: because ?? '', at: 9 }];
    expect(standing(after)).toMatchObject({ holds: false, detail: 'no word yet from conductor, on-call' });
    expect(whyExpired(turned.items, exampleState(after).record)).toBeNull();
    const no = say([{ ...go, verdict: 'no-go', reason: 'the payment provider is down' }, conductor]);
    expect(standing([...no, { type: 'expired', because: 'x', at: 9 }])).toMatchObject({ state: 'no-go', sentence: 'No-go by mo' });
  });
});

describe('signing and waiving', () => {
  it('a signer without the role is refused, and told which it takes', () => {
    expect(decide(exampleState([]), { do: 'sign', item: 'on-call-watch', note: '' }, conductor, 1)).toMatchObject({
      error: { kind: 'refused-by-policy', message: 'You may not sign on-call-watch: it takes on-call. mo, by roles.yaml version 3' },
    });
    expect(decide(exampleState([]), { do: 'sign', item: 'ci-green:payments', note: '' }, admin, 1)).toMatchObject({
      error: { field: 'item' },
    });
    expect(decide(exampleState([]), { do: 'sign', item: 'nothing', note: '' }, admin, 1)).toMatchObject({ error: { kind: 'not-found' } });
    expect(decide(exampleState(say(...answered)), { do: 'unsign', item: 'on-call-watch', note: 'gone' }, owner, 1)).toMatchObject({
      ok: false,
    });
  });

  it('a waiver lets red pass, stays visible with its reason, and is gone from the state when the check turns green', () => {
    const judged = (check: AutomaticCheck, service: string) => (check === 'ci-green' && service === 'search' ? red : passed);
    const waive: ChecklistCommand = { do: 'waive', item: 'ci-green:search', reason: 'the failing test is about Fridays' };
    expect(decide(exampleState([], judged), waive, conductor, 1)).toMatchObject({ error: { kind: 'refused-by-policy' } });
    const waived = decide(exampleState([], judged), waive, admin, 5);
    if (!waived.ok) throw new Error(waived.error.message);
    const item = (state: ReturnType<typeof exampleState>) => state.items.find(({ id }) => id === 'ci-green:search');
    expect(item(exampleState([waived.value], judged))).toMatchObject({
      state: 'waived',
      waiver: { by: 'al', role: 'admin', reason: waive.reason, at: 5 },
    });
    expect(item(exampleState([waived.value]))).toMatchObject({ state: 'passed', waiver: { by: 'al' } });
    expect(decide(exampleState([]), waive, admin, 1)).toMatchObject({ error: { field: 'item' } });
  });
});

describe('a word about a version', () => {
  const another = new Map([...exampleArtifacts, ['payments', 'sha256:p2']]);
  const stateOf = (events: ChecklistEvent[], artifacts = exampleArtifacts, judged: () => Judged = () => passed) =>
    Object.fromEntries(exampleState(events, judged, artifacts).items.map(({ id, state }) => [id, state]));

  it('a signature counts for the version it was given for: another one asks again, and says so', () => {
    const signed = say(...answered);
    expect(stateOf(signed)['difference-reviewed:payments']).toBe('passed');
    expect(stateOf(signed, another)).toMatchObject({
      'difference-reviewed:payments': 'waiting',
      'difference-reviewed:search': 'passed',
      'on-call-watch': 'passed',
    });
    const item = exampleState(signed, () => passed, another).items.find(({ id }) => id === 'difference-reviewed:payments');
    expect(item).toMatchObject({ signOff: null, text: 'owner has not answered; ro signed for what was aboard before' });
  });

  it('a waiver lets one version pass, not the next', () => {
    const waived = decide(
      exampleState([], () => red),
      { do: 'waive', item: 'ci-green:payments', reason: 'flaky' },
      admin,
      1,
    );
    if (!waived.ok) throw new Error(waived.error.message);
    expect(stateOf([waived.value], exampleArtifacts, () => red)['ci-green:payments']).toBe('waived');
    expect(stateOf([waived.value], another, () => red)['ci-green:payments']).toBe('failed');
  });
});

describe('whatever people say, in whatever order', () => {
  const items = ['ci-green:payments', 'difference-reviewed:payments', 'difference-reviewed:search', 'on-call-watch', 'nothing'];
  const people = [conductor, onCall, owner, admin, speaker('no'), speaker('both', 'conductor', 'on-call', 'owner')];
  const step = fc.record({
    command: fc.oneof(
      fc.record({ do: fc.constant('sign' as const), item: fc.constantFrom(...items), note: fc.constant('') }),
      fc.record({ do: fc.constant('unsign' as const), item: fc.constantFrom(...items), note: fc.constant('n') }),
      fc.record({ do: fc.constant('waive' as const), item: fc.constantFrom(...items), reason: fc.constantFrom('', 'r') }),
      fc.record({
        do: fc.constant('decide' as const),
        verdict: fc.constantFrom('go' as const, 'no-go' as const, 'go-with-conditions' as const),
        reason: fc.constantFrom('', 'r'),
        conditions: fc.constantFrom([], ['c']),
        evidenceDigest: fc.constantFrom(null, 'another'),
      }),
    ),
    who: fc.constantFrom(...people),
    health: fc.constantFrom('passed' as const, 'failed' as const, 'unknown' as const),
  });

  it('no go is given or holds on red or unknown, and none without the word of the whole quorum', () => {
    fc.assert(
      // From nothing said, from a go of one of the quorum, or of everybody, on all that is green.
      fc.property(fc.array(step, { maxLength: 25 }), fc.constantFrom(0, 1, 2), (steps, gone) => {
        const words: [ChecklistCommand, ReturnType<typeof speaker>][] = [
          [go, conductor],
          [go, onCall],
        ];
        const events = gone === 0 ? [] : say(...answered, ...words.slice(0, gone));
        steps.forEach(({ command, who, health }, index) => {
          const judged = (check: AutomaticCheck): Judged => (check === 'ci-green' ? { ...passed, state: health } : passed);
          const state = exampleState(events, judged);
          const because = whyExpired(state.items, state.record);
          if (because !== null) events.push({ type: 'expired', because, at: index });
          const said = decide(exampleState(events, judged), command, who, index);
          if (said.ok) events.push(said.value);
          const blocked = exampleState(events, judged).items.some((item) => item.state === 'failed' || item.state === 'unknown');
          if (said.ok && said.value.type === 'decided' && said.value.verdict !== 'no-go') expect(blocked).toBe(false);
          const now = standing(events, judged);
          if (!now.holds) return;
          expect(blocked).toBe(false);
          const spoken = new Set(events.flatMap((event) => (event.type === 'decided' && event.verdict !== 'no-go' ? event.roles : [])));
          expect(spoken.has('conductor') && spoken.has('on-call')).toBe(true);
        });
      }),
      { numRuns: 300 },
    );
  });
});
