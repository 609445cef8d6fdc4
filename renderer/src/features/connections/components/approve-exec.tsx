import type { ReactElement } from 'react';
import { Failed } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { useApprove } from '../mutations.ts';

/** Lets a context's command line run on this desk: a person reads it first, and does it once. */
export function ApproveExec({ context }: { readonly context: string }): ReactElement {
  const approve = useApprove();
  if (approve.data?.ok === true) return <span role="status">Approved. It is being run.</span>;
  return (
    <>
      <Button onPress={() => approve.mutate(context)}>Approve this command line</Button>
      <span>It runs on this machine, as you. Approved once, it is not asked for again until it changes.</span>
      {approve.data?.ok === false ? <Failed error={approve.data.error} /> : null}
    </>
  );
}
