import { type ReactElement, useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import type { TrainPage } from '#shared/domain/trains/views.ts';
import { Failed } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { useClock } from '../../../components/clock-context.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { State } from '../../../components/state.tsx';
import { ReasonField } from '../../../components/text-field.tsx';
import { ageText } from '../../../lib/age-text.ts';
import { instantText } from '../../../lib/wall-time.ts';
import { type TrainDeed, useDeed } from '../mutations.ts';
import { ServiceField } from './service-field.tsx';

/** What is asked of a train: everything but the reason. */
export type AskedAct =
  | { readonly act: 'cut' | 'release' | 'conduct' | 'depart' | 'cancel' }
  | { readonly act: 'hold' }
  | { readonly act: 'board' }
  | { readonly act: 'leave'; readonly service: string }
  | { readonly act: 'goOn'; readonly service: string; readonly region: string | null }
  | { readonly act: 'halt'; readonly rollBack: string | null };

interface ActDialogProps {
  readonly page: TrainPage;
  readonly asked: AskedAct;
  readonly onClose: () => void;
}

/** Asks once, says what it does, and shows what the desk answered. Nothing is done by closing. */
export function ActDialog({ page, asked, onClose }: ActDialogProps): ReactElement {
  const clock = useClock();
  const [reason, setReason] = useState('');
  const [minutes, setMinutes] = useState('60');
  const [service, setService] = useState('');
  const [missing, setMissing] = useState<string | null>(null);
  const deed = useDeed(page.id);
  const { title, does, send } = wordsOf(page, asked, clock.now());
  const submit = () => {
    const wrong = problemOf(asked, reason, minutes, service);
    setMissing(wrong);
    if (wrong === null)
      deed.mutate(deedOf(asked, reason.trim(), clock.now() + Number(minutes) * 60_000, service.trim()), {
        onSuccess: (answer) => answer.ok && onClose(),
      });
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{does}</p>
      {asked.act === 'hold' ? (
        <>
          <p className="ink-2">{page.costOfDelay}</p>
          <TextField className="field" value={minutes} onChange={setMinutes}>
            <Label className="field-label">{`Minutes, until ${Number(minutes) > 0 ? instantText(clock.now() + Number(minutes) * 60_000, clock.now()) : '?'}`}</Label>
            <div className="field-box field-tall">
              <Input inputMode="numeric" autoComplete="off" />
            </div>
          </TextField>
        </>
      ) : null}
      {asked.act === 'board' ? <ServiceField train={page.id} value={service} onChange={setService} /> : null}
      <ReasonField value={reason} onChange={setReason} error={missing} autoFocus />
      {deed.isPending ? (
        <p role="status">
          <State state="progressing" word="Asked, not yet done" />
        </p>
      ) : null}
      {deed.data?.ok === false ? <Failed error={deed.data.error} /> : null}
      <div className="dialog-actions">
        <Button onPress={onClose}>Cancel</Button>
        <Button refusal={deed.isPending ? 'It is under way.' : null} onPress={submit}>
          {send}
        </Button>
      </div>
    </Dialog>
  );
}

function problemOf(asked: AskedAct, reason: string, minutes: string, service: string): string | null {
  if (asked.act === 'hold' && !(Number(minutes) > 0)) return 'For how long: minutes, above 0.';
  if (asked.act === 'board' && service.trim() === '') return 'Which service: choose one.';
  return reason.trim() === '' ? 'Say why: it is kept for the record.' : null;
}

function deedOf(asked: AskedAct, reason: string, until: number, service: string): TrainDeed {
  if (asked.act === 'hold') return { act: 'hold', until, reason };
  if (asked.act === 'board') return { act: 'board', service, reason };
  return { ...asked, reason };
}

interface ActWords {
  readonly title: string;
  readonly does: string;
  readonly send: string;
}

function wordsOf(page: TrainPage, asked: AskedAct, now: number): ActWords {
  const { label } = page;
  switch (asked.act) {
    case 'board':
      return {
        title: `Board ${label}`,
        does: 'CI’s newest tested artifact of the service goes aboard. After the cut it rides the next train.',
        send: 'Board it',
      };
    case 'leave':
      return {
        title: `Leave ${asked.service} behind`,
        does: `${asked.service} is taken off ${label} and rides the next train.`,
        send: 'Leave it behind',
      };
    case 'cut':
      return { title: `Cut ${label} now`, does: 'The manifest freezes: nothing boards afterwards.', send: 'Cut it' };
    case 'hold':
      return { title: `Hold ${label}`, does: 'It does not depart before the hold ends or is released.', send: 'Hold it' };
    case 'release':
      return { title: `Release ${label}`, does: 'The hold ends now.', send: 'Release it' };
    case 'conduct':
      return {
        title: `Conduct ${label}`,
        does: `You take over${page.conductor === null ? '' : ` from ${page.conductor.name}`}, until it ends.`,
        send: 'Take over',
      };
    case 'depart':
      return { title: `Depart ${label}`, does: `${early(page, now)}${departs(page)}`, send: 'Depart' };
    case 'cancel':
      if (page.departedAt !== null)
        return { title: `Close ${label}`, does: 'What waits in later regions stays where it is, and the train ends.', send: 'Close it' };
      return { title: `Cancel ${label}`, does: 'It does not run. Its passengers ride the next train.', send: 'Cancel it' };
    case 'goOn':
      return {
        title: `${asked.service} goes on`,
        does: `${asked.service} leaves its present pause${asked.region === null ? '' : ` in ${asked.region}`}: you say that it has baked long enough.`,
        send: 'Go on',
      };
    case 'halt':
      return {
        title: page.state === 'halted' && asked.rollBack !== null ? `Take ${asked.rollBack} back` : `Halt ${label}`,
        does:
          asked.rollBack === null
            ? 'The desk promotes nothing further, and takes nobody back. What pauses stays; a controller goes on by itself through its timed steps.'
            : `Nothing further is promoted, and ${asked.rollBack} is taken back${withGroup(page, asked.rollBack)}.`,
        send: page.state === 'halted' ? 'Take it back' : asked.rollBack === null ? 'Halt it' : `Halt, and take ${asked.rollBack} back`,
      };
  }
}

/** `It leaves 1 m 43 s before its time, 17:10:29. ` */
function early({ departsAt }: TrainPage, now: number): string {
  return departsAt - now < 1_000
    ? ''
    : `It leaves ${ageText((departsAt - now) / 1_000)} early: its time is ${instantText(departsAt, now)}. `;
}

function withGroup({ passengers }: TrainPage, service: string): string {
  const group = passengers.find((one) => one.service === service)?.group ?? null;
  const others = passengers.filter((one) => group !== null && one.group === group && one.service !== service);
  return others.length === 0 ? '' : `, with ${others.map((one) => one.service).join(', ')} (${group ?? ''})`;
}

function departs({ waves, passengers }: TrainPage): string {
  const order = waves.map((wave, index) => `${index + 1}. ${wave.join(', ')}`).join('; ');
  const groups = passengers.filter(({ group }) => group !== null).map(({ service, group }) => `${service} with group ${group ?? ''}`);
  return `It promotes its passengers in this order: ${order}. One region at a time. It halts on the first bad one and takes that one back${groups.length === 0 ? '' : ` (${groups.join(', ')})`}.`;
}
