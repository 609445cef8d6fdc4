import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useSandbox } from '../../features/connections/queries.ts';
import { marks } from '../marks/marks.ts';
import { useWorst } from './use-worst.ts';

/** The window's title and icon carry the worst state, and whether it is practice: both are read when nobody looks at the desk. */
export function useTitle(): void {
  const { name } = useParams({ strict: false });
  const worst = useWorst();
  const practice = useSandbox() === null ? undefined : 'Sandbox';
  useEffect(() => {
    document.title = [practice, worst?.word, name, 'Release Command Center'].filter((part) => part !== undefined).join(' · ');
  }, [practice, worst, name]);
  const state = worst?.state ?? 'healthy';
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (icon !== null) icon.href = marks[state];
  }, [state]);
}
