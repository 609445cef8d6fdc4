import type { ReactElement } from 'react';
import { ageText } from '../lib/age-text.ts';
import { usePreferencesStore } from '../lib/preferences.ts';
import { dayText, instantText, tenthsText, timeText, whenText, wholeText } from '../lib/wall-time.ts';
import { useClock } from './clock-context.tsx';

interface MomentProps {
  /** Epoch ms of the host. */
  readonly at: number;
  /** time: `11:12:16`. tenths: `11:12:16.4`. when: `11:12`, or the day. instant: `11:12:16`, or `19 Nov 11:12`. day: `19 Nov`. whole: all of it. */
  readonly form?: 'time' | 'tenths' | 'when' | 'instant' | 'day' | 'whole';
  readonly className?: string;
}

/** When something happened, in the preferred zone: always an instant, with the exact one and how long ago in its title. */
export function Moment({ at, form = 'instant', className }: MomentProps): ReactElement {
  const clock = useClock();
  // A change of zone is a change of every text here.
  usePreferencesStore((preferred) => preferred.timeZone);
  const now = clock.now();
  const texts = { time: timeText, tenths: tenthsText, when: whenText, instant: instantText, day: dayText, whole: wholeText };
  const ago = now < at ? 'to come' : `${ageText((now - at) / 1_000)} ago`;
  return (
    <time className={className} dateTime={new Date(at).toISOString()} title={`${wholeText(at)}, ${ago}`}>
      {texts[form](at, now)}
    </time>
  );
}
