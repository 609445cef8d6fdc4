import { type ReactElement, useState } from 'react';
import type { SandboxOrder, SandboxState } from '#shared/domain/connections/sandbox.ts';
import { Glyph } from '../../../components/glyph.tsx';
import { ageText } from '../../../lib/age-text.ts';
import { useSteerSandbox } from '../mutations.ts';
import { useSandbox } from '../queries.ts';
import { nextScenario, orderProgress, scriptTime, storyLines } from '../sandbox-facts.ts';
import { type Ask, SandboxConfirm } from './sandbox-confirm.tsx';
import { SandboxControls } from './sandbox-controls.tsx';
import { SandboxStory } from './sandbox-story.tsx';

/** Says on every screen that all of this is practice, where the story stands, and steers it. Absent on a real desk. */
export function SandboxBar(): ReactElement | null {
  const sandbox = useSandbox();
  return sandbox === null ? null : <Line sandbox={sandbox} />;
}

function Line({ sandbox }: { readonly sandbox: SandboxState }): ReactElement {
  const steer = useSteerSandbox();
  const [asked, setAsked] = useState<Ask | null>(null);
  const controls = (
    <SandboxControls
      speed={sandbox.speed}
      next={nextScenario(sandbox)}
      busy={steer.isPending}
      onSpeed={(speed) => steer.mutate({ do: 'speed', speed })}
      onAsk={setAsked}
    />
  );
  return (
    <section className="sandbox-bar" aria-label="Sandbox">
      <span className="sandbox-words">
        <b>Sandbox, simulated.</b> <span>Nothing here is production.</span>
      </span>
      <span className="sandbox-title wide-only">{sandbox.title}</span>
      <Now
        sandbox={sandbox}
        order={steer.isPending ? steer.variables : null}
        failure={steer.data?.ok === false ? steer.data.error.message : null}
      />
      <span className="sandbox-controls wide-only">{controls}</span>
      <SandboxStory sandbox={sandbox} controls={controls} busy={steer.isPending} onAsk={setAsked} />
      {asked === null ? null : (
        <SandboxConfirm
          ask={asked}
          onClose={() => setAsked(null)}
          onStart={(order) => {
            setAsked(null);
            steer.mutate(order);
          }}
        />
      )}
    </section>
  );
}

interface NowProps {
  readonly sandbox: SandboxState;
  readonly order: SandboxOrder | null;
  readonly failure: string | null;
}

/** An order being carried out, one that failed, or the script's latest line with its place in it: what people did since, the desk shows. */
function Now({ sandbox, order, failure }: NowProps): ReactElement {
  const progress = order === null ? null : orderProgress(order, sandbox);
  const latest = storyLines(sandbox).at(-1);
  const text = progress ?? failure ?? latest?.text ?? 'The script has not begun.';
  const place = progress !== null || failure !== null || latest === undefined ? null : scriptTime(latest.into);
  return (
    <span className="sandbox-now" data-said={progress === null && failure === null ? undefined : ''}>
      {progress === null && failure !== null ? <Glyph name="no" /> : null}
      <span className="ellipsis" role="status" title={place === null ? text : `The script's line of ${place}: ${text}`}>
        {place === null ? null : <span className="ink-3">{`Script, ${place}: `}</span>}
        {text}
      </span>
      {place === null || latest === undefined ? null : (
        <span className="age" title="Simulated time since then">
          {`${ageText(latest.ago)} ago`}
        </span>
      )}
    </span>
  );
}
