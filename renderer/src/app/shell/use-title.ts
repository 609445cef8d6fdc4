import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useWorst } from './use-worst.ts';

/** The window's title carries the worst state: it is read in the task bar, when nobody looks at the desk. */
export function useTitle(): void {
  const { name } = useParams({ strict: false });
  const worst = useWorst();
  useEffect(() => {
    document.title = [worst?.word, name, 'Release Command Center'].filter((part) => part !== undefined).join(' · ');
  }, [worst, name]);
}
