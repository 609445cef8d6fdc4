import { describe, expect, it } from 'vitest';
import { fail, ok } from '#shared/contract/result.ts';
import { exampleTrainPage, exampleTrainSummary } from '#shared/domain/trains/testing/example-page.ts';
import type { TrainPage } from '#shared/domain/trains/views.ts';
import { runLine } from './testing/run-line.ts';
import { exampleNow } from './testing/examples.ts';

const page = exampleTrainPage();
const shown = { calls: { 'trains.show': () => ok(page) } };

describe('rcc trains list and show', () => {
  it('lists trains for people and for scripts', async () => {
    const calls = { 'trains.list': () => ok([exampleTrainSummary()]) };
    const { code, stdout } = await runLine(['trains', 'list'], { calls });
    expect(code).toBe(0);
    expect(stdout).toMatch(/shop-2026-11-24\s+deciding\s+2\s+6\s+m\.okafor\s+Waits for the go/);
    const json = await runLine(['trains', 'list', '--json'], { calls });
    expect(JSON.parse(json.stdout)).toEqual([exampleTrainSummary()]);
  });

  it('says that there are none, and why that may be', async () => {
    const { code, stderr } = await runLine(['trains', 'list'], { calls: { 'trains.list': () => ok([]) } });
    expect(code).toBe(0);
    expect(stderr).toContain('no timetable');
  });

  it('shows who is aboard, what did not board, and what a hold would cost', async () => {
    const { stdout, asked } = await runLine(['trains', 'show', 'shop'], shown);
    expect(asked).toContainEqual({ path: 'trains.show', input: { train: 'shop' } });
    expect(stdout).toMatch(/payments\s+1\.0\.0 to 1\.1\.0\s+00000000\s+1\s+3\s+6 of 6, 1 waived\s+eu-west waiting/);
    expect(stdout).toContain('arrived at the cut. It boards shop-2026-12-01 by itself');
    expect(stdout).toContain('A hold: It would keep 6 changes of 2 services waiting, 2 of them fixes.');
  });

  it('answers a train that is not there with what there is, exit 1', async () => {
    const none = fail('not-found', 'There is no train x. There are shop-2026-11-24.', { field: 'train' });
    const { code, stderr } = await runLine(['trains', 'show', 'x'], { calls: { 'trains.show': () => none } });
    expect(code).toBe(1);
    expect(stderr).toContain('There are shop-2026-11-24.');
  });
});

describe('a word about a train', () => {
  it('needs a reason', async () => {
    for (const verb of ['board', 'leave', 'cut', 'hold', 'release', 'conduct', 'depart', 'go-on', 'halt', 'cancel'])
      expect((await runLine(['trains', verb, 'shop'])).code).toBe(64);
  });

  it('asks for what the rule needs: an end of a hold, a passenger to board', async () => {
    expect(await runLine(['trains', 'hold', 'shop', '--reason', 'late fix'])).toMatchObject({ code: 64 });
    expect((await runLine(['trains', 'hold', 'shop', '--reason', 'late fix', '--for', 'soon'])).code).toBe(64);
    expect(await runLine(['trains', 'board', 'shop', '--reason', 'fix'])).toMatchObject({ code: 64 });
  });

  it('says how long a hold lasts as an instant', async () => {
    const { code, asked } = await runLine(['trains', 'hold', 'shop', '--for', '2h', '--reason', 'late fix'], {
      calls: { 'trains.hold': () => ok(page) },
    });
    expect(code).toBe(0);
    expect(asked).toContainEqual({ path: 'trains.hold', input: { train: 'shop', until: exampleNow + 7_200_000, reason: 'late fix' } });
  });

  it("is refused with exit 2 and the desk's words", async () => {
    const refused = fail('refused-by-policy', 'r.costa conducts this train. Take over first, with a reason.');
    const { code, stderr } = await runLine(['trains', 'cut', 'shop', '--reason', 'now'], { calls: { 'trains.cut': () => refused } });
    expect(code).toBe(2);
    expect(stderr).toContain('r.costa conducts this train');
  });
});

describe('rcc trains depart', () => {
  const at = (
    state: TrainPage['state'],
    leg: TrainPage['passengers'][number]['legs'][number]['state'],
    text: string,
    endedAt: number | null = null,
  ) => ({
    ...page,
    state,
    endedAt,
    passengers: page.passengers.map((passenger) => ({ ...passenger, legs: passenger.legs.map((one) => ({ ...one, state: leg, text })) })),
  });
  const follow = (...pages: TrainPage[]) => ({
    calls: { 'trains.depart': () => ok(at('departing', 'waiting', '')) },
    streams: {
      'trains.watchOne': () =>
        pages.map((one, index) =>
          index === 0
            ? { type: 'snapshot' as const, at: 0, items: [['page', one] as [string, unknown]] }
            : { type: 'patch' as const, at: 0, set: [['page', one] as [string, unknown]], removed: [] },
        ),
    },
  });
  const line = ['trains', 'depart', 'shop', '--reason', 'go'];

  it('follows it to its end and says each move on stderr', async () => {
    const { code, stdout, stderr } = await runLine(
      line,
      follow(at('rolling', 'rolling', 'at 5%'), at('arrived', 'arrived', 'runs on 3 of 3 pods', 1)),
    );
    expect(code).toBe(0);
    expect(stderr).toContain('payments in eu-west: rolling, at 5%');
    expect(stdout).toContain('arrived');
  });

  it('stops following where a person has to say a word', async () => {
    const { code, stdout } = await runLine(line, follow(at('rolling', 'baking', 'paused at 5%')));
    expect(code).toBe(0);
    expect(stdout).toContain('baking: paused at 5%');
  });

  it('goes on following while somebody’s turn has come, though another waits for a word', async () => {
    const [one, two] = page.passengers;
    const leg = (passenger: TrainPage['passengers'][number], state: 'arrived' | 'baking' | 'waiting') => ({
      ...passenger,
      legs: passenger.legs.map((each) => ({ ...each, state, text: state })),
    });
    const third = { ...two!, service: 'catalog', needs: ['checkout'] };
    const seen = (state: 'waiting' | 'baking'): TrainPage => ({
      ...at('rolling', 'baking', ''),
      passengers: [leg(one!, 'baking'), leg(two!, 'arrived'), leg(third, state)],
    });
    const { stdout } = await runLine(line, follow(seen('waiting'), seen('baking')));
    expect(stdout).toContain('eu-west baking');
    expect(stdout).not.toContain('eu-west waiting');
    // Who needs one that waits for a word waits for that word too.
    const stuck = { ...seen('waiting'), passengers: [leg(one!, 'baking'), leg({ ...third, needs: [one!.service] }, 'waiting')] };
    expect((await runLine(line, follow(stuck, seen('baking')))).stdout).toContain('eu-west waiting');
  });

  it('exits 1 when the train was stopped on its way', async () => {
    const { code } = await runLine(line, follow(at('rolled-back', 'rolled-back', 'aborted', 1)));
    expect(code).toBe(1);
  });
});

describe('rcc trains schema', () => {
  it('prints what editors check the timetable with', async () => {
    const { code, stdout } = await runLine(['trains', 'schema']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ title: 'Timetable of release trains' });
  });
});
