import { type ReactElement, type ReactNode, useState } from 'react';
import { Button as AriaButton, DialogTrigger, Popover } from 'react-aria-components';
import type { SandboxState } from '#shared/domain/connections/sandbox.ts';
import { Button } from '../../../components/button.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { ageText } from '../../../lib/age-text.ts';
import { scriptTime, storyLines } from '../sandbox-facts.ts';
import type { Ask } from './sandbox-confirm.tsx';

interface SandboxStoryProps {
  readonly sandbox: SandboxState;
  /** Shown here where the line has no room for them. */
  readonly controls: ReactNode;
  readonly busy: boolean;
  readonly onAsk: (ask: Ask) => void;
}

/** The whole story so far, and every scenario there is, under one button of the sandbox bar. */
export function SandboxStory({ sandbox, controls, busy, onAsk }: SandboxStoryProps): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <AriaButton className="button button-quiet sandbox-story-button">Story</AriaButton>
      <Popover placement="bottom end" className="sandbox-popover" aria-labelledby="sandbox-panel-title">
        <div className="sandbox-panel">
          <h2 id="sandbox-panel-title" className="text-15 medium">
            {sandbox.title}
          </h2>
          <p className="ink-2">{sandbox.simulated}</p>
          <div className="sandbox-panel-controls phone-only">{controls}</div>
          <SectionHeading meta={`simulated time, ${ageText((sandbox.now - sandbox.startedAt) / 1_000)} in`}>
            The script so far
          </SectionHeading>
          <p className="ink-3 text-12">What was to happen, and when. What people do changes what comes of it: the desk shows what is.</p>
          <ol className="sandbox-lines">
            {storyLines(sandbox).map(({ text, into }) => (
              <li key={`${into} ${text}`}>
                <span className="age">{scriptTime(into)}</span>
                <span>{text}</span>
              </li>
            ))}
          </ol>
          <SectionHeading>Scenarios</SectionHeading>
          <ul className="sandbox-scenarios">
            {sandbox.scenarios.map(({ name, title }) => (
              <li key={name} aria-current={name === sandbox.scenario ? 'true' : undefined}>
                <span>{title}</span>
                {name === sandbox.scenario ? (
                  <span className="ink-3 text-12">runs now</span>
                ) : (
                  <Button
                    label={`Start: ${title}`}
                    refusal={busy ? 'The last order is being carried out.' : null}
                    onPress={() => {
                      setOpen(false);
                      onAsk({ order: { do: 'scenario', name }, title });
                    }}
                  >
                    Start
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </div>
      </Popover>
    </DialogTrigger>
  );
}
