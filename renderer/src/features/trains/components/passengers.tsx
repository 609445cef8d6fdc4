import { memo, type ReactElement } from 'react';
import type { Leg, Passenger, TrainPage } from '#shared/domain/trains/views.ts';
import { Button } from '../../../components/button.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { State } from '../../../components/state.tsx';
import { TablePart } from '../../../components/table-part.tsx';
import { VersionArrow } from '../../../components/version-arrow.tsx';
import { legBadges, nextWaits, shortDigest } from '../train-words.ts';

interface PassengersProps {
  readonly passengers: readonly Passenger[];
  readonly chosen: string | null;
  readonly onChoose: (service: string) => void;
  readonly state: TrainPage['state'];
  readonly departed: boolean;
  readonly onGoOn: (service: string, region: string) => void;
  /** Why nobody may give the bake's word now; null: it can be given. */
  readonly goOnRefusal: string | null;
}

/** Who is aboard: what would run, how large it is beside the usual, its checks, and where it is in each region. */
export function Passengers({ passengers, chosen, departed, ...acts }: PassengersProps): ReactElement {
  const many = passengers.length > manyPassengers;
  const rows = (from: number, to: number) =>
    passengers
      .slice(from, to)
      .map((passenger, offset) => (
        <PassengerRow
          key={passenger.service}
          passenger={passenger}
          isChosen={passenger.service === chosen}
          departed={departed}
          rowIndex={many ? from + offset + 2 : undefined}
          {...acts}
        />
      ));
  return (
    <table className={many ? 'passengers passengers-many' : 'passengers'} aria-rowcount={many ? passengers.length + 1 : undefined}>
      <thead>
        <tr aria-rowindex={many ? 1 : undefined}>
          <th scope="col">Passenger</th>
          <th scope="col">Release</th>
          <th scope="col">Digest</th>
          <th scope="col" className="num">
            Tier
          </th>
          <th scope="col" className="num">
            Changes
          </th>
          <th scope="col" className="num">
            vs usual
          </th>
          <th scope="col">Checks</th>
          <th scope="col">{departed ? 'Regions' : 'Goes to'}</th>
        </tr>
      </thead>
      {many ? (
        Array.from({ length: Math.ceil(passengers.length / partRows) }, (_, part) => (
          <TablePart key={part} {...whenOf(part)} columns={8} rows={Math.min(partRows, passengers.length - part * partRows)}>
            {() => rows(part * partRows, (part + 1) * partRows)}
          </TablePart>
        ))
      ) : (
        <tbody>{rows(0, passengers.length)}</tbody>
      )}
    </table>
  );
}

/** More than these are drawn only where one looks: a key pressed anywhere restyles every element of the page. */
const manyPassengers = 60;
const partRows = 5;
const firstParts = 5;
/** Neighbouring parts are drawn a picture apart. */
const whenOf = (part: number) => ({ first: part < firstParts, waitMs: (part % 4) * 17 });

interface RowProps extends Omit<PassengersProps, 'passengers' | 'chosen'> {
  readonly rowIndex: number | undefined;
  readonly passenger: Passenger;
  readonly isChosen: boolean;
}

const PassengerRow = memo(({ passenger, isChosen, onChoose, state, departed, rowIndex, onGoOn, goOnRefusal }: RowProps): ReactElement => {
  const { service, fromVersion, toVersion, digest, rebuild, tier, changes, versusUsual, legs } = passenger;
  const waived = passenger.checks?.waivers.some(({ item }) => item === `digest-equal:${service}`) ?? false;
  return (
    <tr aria-rowindex={rowIndex} data-chosen={isChosen ? '' : undefined}>
      <th scope="row">
        <Button look="quiet" label={`${service}: what it brings`} onPress={() => onChoose(service)}>
          {service}
        </Button>
      </th>
      <td>
        <VersionArrow from={fromVersion ?? '?'} to={toVersion} />
      </td>
      <td className="mono" data-rebuilt={rebuild === null ? undefined : ''}>
        {rebuild === null ? (
          shortDigest(digest)
        ) : (
          <span data-state={waived ? undefined : 'degraded'} title={rebuild}>
            <Glyph name={waived ? 'ring' : 'degraded'} label={waived ? 'Rebuilt, waived' : 'Rebuilt'} /> {shortDigest(digest)}
          </span>
        )}
      </td>
      <td className="num">{tier}</td>
      <td className="num">{changes ?? '?'}</td>
      <td className={versusUsual !== null && versusUsual >= 2 ? 'num medium' : 'num ink-2'}>
        {versusUsual === null ? '–' : `${versusUsual.toFixed(1)}×`}
      </td>
      <td>
        <Checks passenger={passenger} departed={departed} />
      </td>
      <td>
        <span className="legs">
          {legs.map((leg) =>
            departed ? (
              <LegView
                key={leg.region}
                leg={leg}
                service={service}
                takesWord={leg.state === 'baking' || nextWaits(passenger, leg.region, state)}
                onGoOn={onGoOn}
                refusal={goOnRefusal}
              />
            ) : (
              <span key={leg.region} className="ink-2">
                {leg.region}
              </span>
            ),
          )}
        </span>
      </td>
    </tr>
  );
});

function Checks({ passenger: { checks }, departed }: { readonly passenger: Passenger; readonly departed: boolean }): ReactElement {
  if (checks === null) return <span className="ink-3">{departed ? 'not kept' : 'after the cut'}</span>;
  const { passed, waived, failed, waiting, total, waivers } = checks;
  if (failed > 0)
    return (
      <span data-state="degraded">
        <Glyph name="degraded" label="Stops it" /> {`${passed + waived} of ${total}`}
      </span>
    );
  const whose = [...new Set(waivers.map(({ by }) => by))].join(', ');
  const word = waived > 0 ? `${waived} waived${whose === '' ? '' : ` by ${whose}`}` : `${passed} of ${total}`;
  const glyph = waived > 0 ? 'ring' : waiting > 0 || passed < total ? 'person' : 'ok';
  return (
    <span title={waivers.map(({ title, by, reason }) => `${title}. Waived by ${by}: ${reason}`).join('\n') || undefined}>
      <Glyph name={glyph} /> {word}
    </span>
  );
}

interface LegProps {
  readonly leg: Leg;
  readonly service: string;
  readonly takesWord: boolean;
  readonly onGoOn: (service: string, region: string) => void;
  readonly refusal: string | null;
}

/** Nothing is going on here, and that is as it should be: no state colour. */
const stands: ReadonlySet<Leg['state']> = new Set(['waiting', 'left-alone']);
const moves: ReadonlySet<Leg['state']> = new Set(['sending', 'rolling', 'baking', 'bad', 'rolling-back']);

function LegView({ leg, service, takesWord, onGoOn, refusal }: LegProps): ReactElement {
  const [state, word] = legBadges[leg.state];
  return (
    <span className="leg" title={leg.text}>
      <span className="ink-2">{leg.region}</span>{' '}
      {stands.has(leg.state) ? (
        <span className="ink-2">
          <Glyph name="ring" /> {word}
        </span>
      ) : (
        <State state={state} word={leg.weight === null || !moves.has(leg.state) ? word : `${word} ${leg.weight}%`} />
      )}
      {takesWord ? (
        <Button refusal={refusal} label={`Go on: ${service} in ${leg.region}`} onPress={() => onGoOn(service, leg.region)}>
          Go on
        </Button>
      ) : null}
    </span>
  );
}
