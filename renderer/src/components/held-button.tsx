import { type ReactElement, useEffect, useId, useRef, useState } from 'react';
import { Button as AriaButton, type PressEvent } from 'react-aria-components';
import { Kbd } from './kbd.tsx';

/** How long the pointer holds, ms. A safety, not an ornament: reduced motion does not shorten it. */
export const holdMs = 1_200;

export interface HeldButtonProps {
  /** `Hold to roll back` */
  readonly action: string;
  /** The target and the effect: `payments to 2.13.4, prod-eu-west`. */
  readonly effect: string;
  /** What the second button says: `Roll payments back now`. */
  readonly send: string;
  readonly keys?: string;
  /** Why nothing can be sent now, in a sentence; null when it can. */
  readonly refusal?: string | null;
  /** Armed from outside: a letter key opens or arms, it never sends. */
  readonly armed: boolean;
  readonly onArmedChange: (armed: boolean) => void;
  /** Asked before a hold or an arming begins; false says "not yet" (for example, no reason given). */
  readonly mayStart?: () => boolean;
  readonly onExecute: (how: 'held' | 'armed') => void;
}

const byPointer = new Set(['mouse', 'touch', 'pen']);

/**
 * The one filled control of a screen. A pointer holds it for 1.2 s and letting go cancels at once. Keyboard and
 * assistive technology arm it, hear the target and the effect, and send with a second, separate button.
 */
export function HeldButton(props: HeldButtonProps): ReactElement {
  const { action, effect, send, keys, refusal = null, armed, onArmedChange, mayStart = () => true, onExecute } = props;
  const [holding, setHolding] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const effectId = useId();
  const stop = () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    setHolding(false);
  };
  // A release is listened for on the window too: React Aria ends a press on click, which comes later or never.
  useEffect(() => {
    if (!holding) return;
    const released = ['pointerup', 'pointercancel'] as const;
    for (const name of released) window.addEventListener(name, stop, true);
    // Not while it is captured: the reason field that loses its focus to this button blurs too.
    window.addEventListener('blur', stop);
    return () => {
      for (const name of released) window.removeEventListener(name, stop, true);
      window.removeEventListener('blur', stop);
    };
  });
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
  const start = (event: PressEvent) => {
    if (!byPointer.has(event.pointerType) || refusal !== null || !mayStart()) return;
    onArmedChange(false);
    setHolding(true);
    timer.current = setTimeout(() => {
      stop();
      onExecute('held');
    }, holdMs);
  };
  const arm = (event: PressEvent) => {
    if (byPointer.has(event.pointerType) || refusal !== null || !mayStart()) return;
    onArmedChange(true);
  };
  if (refusal !== null) {
    return (
      <AriaButton className="hold hold-off" aria-disabled="true">
        <b>{action}</b>
        <span>{refusal}</span>
        {keys === undefined ? null : <Kbd>{keys}</Kbd>}
      </AriaButton>
    );
  }
  return (
    <div>
      <AriaButton
        className="hold"
        data-holding={holding ? '' : undefined}
        aria-describedby={effectId}
        onPressStart={start}
        onPressEnd={stop}
        onPress={arm}
      >
        <i className="hold-fill" aria-hidden="true" />
        <b>{holding ? 'Keep holding' : action}</b>
        <span id={effectId}>{holding ? 'let go to stop, nothing is sent yet' : effect}</span>
        {keys === undefined ? null : <Kbd>{keys}</Kbd>}
      </AriaButton>
      <div role="status">{armed ? <span className="visually-hidden">{`Armed: ${effect}. Nothing is sent yet.`}</span> : null}</div>
      {armed ? <Armed effect={effect} send={send} onSend={() => onExecute('armed')} onDisarm={() => onArmedChange(false)} /> : null}
    </div>
  );
}

interface ArmedProps {
  readonly effect: string;
  readonly send: string;
  readonly onSend: () => void;
  readonly onDisarm: () => void;
}

function Armed({ effect, send, onSend, onDisarm }: ArmedProps): ReactElement {
  return (
    <div className="hold-armed" role="group" aria-label="Armed">
      <p>
        <b className="medium">Armed.</b> <span className="ink-2">{effect}. Nothing is sent yet.</span>
      </p>
      <div className="block-actions" style={{ padding: 0 }}>
        <AriaButton className="button hold-send" onPress={onSend}>
          {send}
        </AriaButton>
        <AriaButton className="button" onPress={onDisarm}>
          Disarm
        </AriaButton>
      </div>
    </div>
  );
}
