import type { ReactElement } from 'react';
import { TimeAxis } from '../../../charts/time-axis.tsx';
import { Timeline } from '../../../components/timeline.tsx';
import { timelineEntries, timelineLanes, timelineZero } from '../timeline-samples.ts';
import { Show } from '../show.tsx';

export function TimelinePage(): ReactElement {
  return (
    <>
      <Show title="One axis, a lane for each source">
        <TimeAxis
          label="Who did what"
          from={timelineZero - 60_000}
          to={timelineZero + 690_000}
          lanes={timelineLanes}
          onChoose={() => {}}
          chosen="held"
        />
      </Show>
      <div className="gallery-columns">
        <Show title="Timeline of an incident">
          <Timeline label="INC-118" entries={timelineEntries} zero={timelineZero} onPin={() => {}} />
        </Show>
        <Show title="The same without a start">
          <Timeline label="Of one rollout" entries={timelineEntries.slice(2, 8)} zero={null} />
        </Show>
      </div>
    </>
  );
}
