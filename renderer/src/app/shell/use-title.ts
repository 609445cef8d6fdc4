import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useSandbox } from '../../features/connections/queries.ts';
import { useWorst } from './use-worst.ts';

/** The window's title carries the worst state, and whether it is practice: it is read in the task bar, when nobody looks at the desk. */
export function useTitle(): void {
  const { name } = useParams({ strict: false });
  const worst = useWorst();
  const practice = useSandbox() === null ? undefined : 'Sandbox';
  useEffect(() => {
    document.title = [practice, worst?.word, name, 'Release Command Center'].filter((part) => part !== undefined).join(' · ');
  }, [practice, worst, name]);
}
