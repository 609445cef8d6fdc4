import type { ReactElement } from 'react';
import type { Passenger } from '#shared/domain/trains/views.ts';
import { Button } from '../../../components/button.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { Sheet } from '../../../components/sheet.tsx';
import { State } from '../../../components/state.tsx';
import { countedText } from '../../../lib/count-text.ts';
import { wholeText } from '../../../lib/wall-time.ts';
import { legBadges } from '../train-words.ts';

interface PassengerSheetProps {
  readonly passenger: Passenger;
  readonly onClose: () => void;
  readonly onLeave: () => void;
  /** Why it cannot be left behind now. */
  readonly leaveRefusal: string | null;
  readonly departed: boolean;
  readonly onTakeBack: () => void;
  readonly backRefusal: string | null;
}

/** What one passenger brings: artifact, changes, migrations, configuration, who wrote it, and where it is. */
export function PassengerSheet({
  passenger,
  onClose,
  onLeave,
  leaveRefusal,
  departed,
  onTakeBack,
  backRefusal,
}: PassengerSheetProps): ReactElement {
  const {
    service,
    repository,
    toVersion,
    fromVersion,
    image,
    digest,
    testedDigest,
    testedIn,
    rebuild,
    commits,
    migrations,
    configs,
    legs,
    truncated,
  } = passenger;
  return (
    <Sheet
      kicker={`${repository}, tier ${passenger.tier}, boarded ${wholeText(passenger.boardedAt)}`}
      title={`${service} ${fromVersion ?? '?'} to ${toVersion}`}
      onClose={onClose}
      actions={
        departed ? (
          <Button refusal={backRefusal} onPress={onTakeBack}>
            Take it back…
          </Button>
        ) : (
          <Button refusal={leaveRefusal} onPress={onLeave}>
            Leave to the next train
          </Button>
        )
      }
    >
      <SectionHeading>Artifact</SectionHeading>
      <dl className="passenger-facts">
        <Fact name="will run" mono value={image ?? 'CI did not say which image'} />
        <Fact name="digest" mono value={digest ?? 'none: a tag can be moved'} />
        <Fact name={`tested in ${testedIn}`} mono value={testedDigest ?? 'CI does not say'} />
      </dl>
      {rebuild === null ? null : (
        <p data-state="degraded" className="medium">
          {rebuild}
        </p>
      )}
      <SectionHeading meta={truncated ? 'not all listed by CI' : undefined}>
        {countedText(commits.length, 'change', 'changes')}
      </SectionHeading>
      <ul className="facts-list">
        {commits.map(({ sha, title, author }) => (
          <li key={sha}>
            <span className="mono ink-3">{sha.slice(0, 8)}</span> {title} <span className="ink-3">{author}</span>
          </li>
        ))}
      </ul>
      <Paths title="Migrations" paths={migrations} none="No migration is among the changed files." />
      <Paths title="Configuration" paths={configs} none="No configuration is among the changed files." />
      {passenger.needs.length === 0 ? null : (
        <p>{`Needs ${passenger.needs.join(', ')}: it departs after ${passenger.needs.length === 1 ? 'it' : 'them'}.`}</p>
      )}
      <SectionHeading>Regions</SectionHeading>
      <ul className="facts-list">
        {legs.map(({ region, state, text, target }) => (
          <li key={region}>
            <b className="medium">{region}</b> <State state={legBadges[state][0]} word={legBadges[state][1]} />{' '}
            <span className="ink-2">{text}</span>{' '}
            <span className="ink-3 mono">{`${target.context}/${target.namespace}/${target.name}`}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function Fact({ name, value, mono = false }: { readonly name: string; readonly value: string; readonly mono?: boolean }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={mono ? 'mono break' : undefined}>{value}</dd>
    </div>
  );
}

function Paths({ title, paths, none }: { readonly title: string; readonly paths: readonly string[]; readonly none: string }): ReactElement {
  return (
    <>
      <SectionHeading>{title}</SectionHeading>
      {paths.length === 0 ? (
        <p className="ink-3">{none}</p>
      ) : (
        <ul className="facts-list mono">
          {paths.map((path) => (
            <li key={path}>{path}</li>
          ))}
        </ul>
      )}
    </>
  );
}
