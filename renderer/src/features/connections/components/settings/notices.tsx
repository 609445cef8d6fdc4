import { type ReactElement, useState } from 'react';
import { Switch } from '../../../../components/switch.tsx';
import { usePreferences } from '../../../../lib/preferences.ts';

/** What reaches a person who is not looking: when a canary turns bad, and when a rollback ends. */
export function Notices(): ReactElement {
  const { notifications, sound, set } = usePreferences();
  const [refusal, setRefusal] = useState(standing);
  const turn = async (on: boolean) => {
    if (on && browserAsks()) await Notification.requestPermission();
    const now = standing();
    setRefusal(now);
    set({ notifications: on && now === null });
  };
  return (
    <div className="settings-stack">
      <Switch
        on={notifications && refusal === null}
        onChange={(on) => void turn(on)}
        note={refusal ?? 'When a canary turns bad, and when a rollback ends. They name the rollout and lead to it.'}
      >
        Notifications of the system
      </Switch>
      <Switch on={sound} onChange={(on) => set({ sound: on })} note="A short tone with the same two, where this machine may play it.">
        Sound
      </Switch>
    </div>
  );
}

/** On the desktop the desk itself shows them; a browser has to be asked. */
function browserAsks(): boolean {
  return location.protocol !== 'app:' && 'Notification' in window && Notification.permission === 'default';
}

/** Why they cannot be shown here; null where they can, or where nobody has asked yet. */
function standing(): string | null {
  if (location.protocol === 'app:') return null;
  if (!('Notification' in window)) return 'This browser has no notifications for this page. The title and the icon carry the worst state.';
  return Notification.permission === 'denied'
    ? "The browser refuses notifications of this page. Allow them in the browser's settings for this address."
    : null;
}
