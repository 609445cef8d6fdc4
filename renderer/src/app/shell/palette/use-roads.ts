import { useNavigate } from '@tanstack/react-router';
import { useToasts } from '../../../components/toasts.tsx';
import { copyText } from '../../../lib/copy-text.ts';
import { deskLink } from '../../../lib/desk-link.ts';
import { usePreferencesStore } from '../../../lib/preferences.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import type { ActRoads } from './act-entries.ts';
import type { DeskRoads } from './desk-entries.ts';
import type { ReleaseRoads } from './release-entries.ts';

export interface Roads extends ActRoads, DeskRoads, ReleaseRoads {
  readonly openRollout: (target: Target) => void;
}

/** Where the palette's entries lead. `onDone` closes it: before the way is taken, so that the focus goes with it. */
export function useRoads(onDone: () => void, showKeys: () => void): Roads {
  const navigate = useNavigate();
  const { say } = useToasts();
  const prefer = usePreferencesStore((store) => store.set);
  const copy = (text: string, what: string) => {
    onDone();
    void copyText(text).then((copied) =>
      say(copied ? { tone: 'note', text: `Copied: ${what}.` } : { tone: 'failed', text: `This browser refused to copy ${what}.` }),
    );
  };
  return {
    openRollout: (target) => {
      onDone();
      void navigate({ to: '/rollouts/$context/$namespace/$kind/$name', params: target });
    },
    open: (target, verb) => {
      onDone();
      const rollback = '/rollouts/$context/$namespace/$kind/$name/rollback';
      if (verb === 'plan') void navigate({ to: rollback, params: target, search: {} });
      else if (verb === 'undo' || verb === 'abort') void navigate({ to: rollback, params: target, search: { lever: verb } });
      else void navigate({ to: '/rollouts/$context/$namespace/$kind/$name', params: target, search: { act: verb } });
    },
    openTrain: (train) => {
      onDone();
      void navigate({ to: '/trains/$train', params: { train }, search: {} });
    },
    openIncident: (incident) => {
      onDone();
      void navigate({ to: '/incidents/$incident', params: { incident } });
    },
    copy,
    goTo: (route) => {
      onDone();
      void navigate({ to: route, search: {} });
    },
    prefer: (change) => {
      onDone();
      prefer(change);
    },
    copyLink: () => copy(deskLink(), 'the link to what is on the screen'),
    showKeys: () => {
      onDone();
      showKeys();
    },
  };
}
