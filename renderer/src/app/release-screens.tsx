import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Target } from '#shared/domain/rollouts/target.ts';
import { ChecklistScreen } from '../features/checklist/components/checklist-screen.tsx';
import { IncidentList } from '../features/incidents/components/incident-list.tsx';
import { IncidentScreen } from '../features/incidents/components/incident-screen.tsx';
import { TrainBoard } from '../features/trains/components/train-board.tsx';
import { TrainList } from '../features/trains/components/train-list.tsx';

export function TrainsRoute(): ReactElement {
  const navigate = useNavigate();
  return <TrainList onOpen={(train) => void navigate({ to: '/trains/$train', params: { train }, search: {} })} />;
}

export function TrainRoute(): ReactElement {
  const navigate = useNavigate();
  const { train } = useParams({ from: '/trains/$train' });
  const { leave } = useSearch({ from: '/trains/$train' });
  return (
    <TrainBoard
      key={train}
      train={train}
      leaving={leave ?? null}
      onChecklist={() => void navigate({ to: '/trains/$train/checklist', params: { train }, search: {} })}
      onClose={() => void navigate({ to: '/trains' })}
      onTrain={(other) => void navigate({ to: '/trains/$train', params: { train: other }, search: {} })}
    />
  );
}

/** Go or no-go of one train. */
export function ChecklistRoute(): ReactElement {
  const navigate = useNavigate();
  const { train } = useParams({ from: '/trains/$train/checklist' });
  const { view } = useSearch({ from: '/trains/$train/checklist' });
  const here = { to: '/trains/$train/checklist', params: { train } } as const;
  return (
    <ChecklistScreen
      key={train}
      train={train}
      projected={view === 'projector'}
      onProject={(projected) => void navigate({ ...here, search: projected ? { view: 'projector' } : {} })}
      onClose={() => void navigate({ to: '/trains/$train', params: { train }, search: {} })}
      onLeave={(service) => void navigate({ to: '/trains/$train', params: { train }, search: { leave: service } })}
    />
  );
}

export function IncidentsRoute(): ReactElement {
  const navigate = useNavigate();
  return <IncidentList onOpen={(incident) => void navigate({ to: '/incidents/$incident', params: { incident } })} />;
}

export function IncidentRoute(): ReactElement {
  const navigate = useNavigate();
  const { incident } = useParams({ from: '/incidents/$incident' });
  return (
    <IncidentScreen
      key={incident}
      incident={incident}
      onClose={() => void navigate({ to: '/incidents' })}
      onTarget={(target: Target) => void navigate({ to: '/rollouts/$context/$namespace/$kind/$name', params: target, search: {} })}
      onAudit={(seq) => void navigate({ to: '/audit', search: { entry: seq } })}
    />
  );
}
