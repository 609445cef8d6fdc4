import type { ReactElement } from 'react';
import type { Dial, Needle } from '#shared/domain/rollouts/figure.ts';
import { Age, useStale } from '../components/age.tsx';
import { Glyph } from '../components/glyph.tsx';
import { needleMeans, needleNames, percentText, type NeedleName } from './dial-claims.ts';

/** The three needles as figures: value, source and age. The dial is never shown without them. */
export function Readouts({ dial }: { readonly dial: Dial }): ReactElement {
  return (
    <ul className="readouts" aria-label="The three needles">
      {needleNames.map((name) => (
        <Readout key={name} name={name} needle={dial[name]} />
      ))}
    </ul>
  );
}

interface ReadoutProps {
  readonly name: NeedleName;
  readonly needle: Needle;
}

function Readout({ name, needle }: ReadoutProps): ReactElement {
  const stale = useStale(needle);
  const said = needle.percent === null ? needle.note || needle.source : needle.source;
  const full = [needle.source, needle.note].filter((part) => part !== '').join(': ');
  return (
    <li title={needleMeans[name]}>
      <span className="readout-key" data-needle={name}>
        <Glyph name={name} size={16} />
      </span>
      <span>{name}</span>
      <span className="readout-value" data-stale={stale ? '' : undefined} data-unknown={needle.percent === null ? '' : undefined}>
        {needle.percent === null ? '?' : `${percentText(needle.percent)}%`}
      </span>
      <span className="readout-source" title={full}>
        {said}
      </span>
      <span style={{ textAlign: 'right' }}>
        <Age at={needle.at} periodMs={needle.periodMs} form="row" />
      </span>
    </li>
  );
}

/** Beside the small dial: value over source and age. */
export function SmallReadouts({ dial }: { readonly dial: Dial }): ReactElement {
  return (
    <ul className="readouts-small" aria-label="The three needles">
      {needleNames.map((name) => (
        <SmallReadout key={name} name={name} needle={dial[name]} />
      ))}
    </ul>
  );
}

function SmallReadout({ name, needle }: ReadoutProps): ReactElement {
  const stale = useStale(needle);
  const unknown = needle.percent === null;
  return (
    <li title={needleMeans[name]}>
      <span data-needle={name} title={`${name}: ${needleMeans[name]}`}>
        <Glyph name={name} size={16} label={name} />
      </span>
      <span>
        <b data-unknown={unknown ? '' : undefined} data-stale={stale && !unknown ? '' : undefined}>
          {unknown ? 'unknown' : `${percentText(needle.percent)}%`}
        </b>
        {/* What nobody has said has no age; a stale one has little else worth the room. */}
        {unknown || stale ? null : <Age at={needle.at} periodMs={needle.periodMs} />}
        <small title={[needle.source, needle.note].filter((part) => part !== '').join(': ')}>
          {stale && !unknown ? <Age at={needle.at} periodMs={needle.periodMs} /> : unknown ? needle.note : needle.source}
        </small>
      </span>
    </li>
  );
}
