import type { ReactElement } from 'react';
import { exampleNow as now } from '#shared/domain/rollouts/testing/example-workload.ts';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import { Age } from '../../../components/age.tsx';
import { Glyph, type GlyphName } from '../../../components/glyph.tsx';
import { Kbd } from '../../../components/kbd.tsx';
import { State } from '../../../components/state.tsx';
import { VersionArrow } from '../../../components/version-arrow.tsx';
import { Words } from '../../../components/words.tsx';
import { Case, Show } from '../show.tsx';

const badges: readonly Badge[] = ['healthy', 'progressing', 'paused', 'degraded', 'aborted', 'stale', 'unknown'];
const glyphs: readonly GlyphName[] = [
  'ok',
  'no',
  'arrow',
  'open',
  'ring',
  'person',
  'ghost',
  'pin',
  'search',
  'requested',
  'accepted',
  'observed',
  'mark',
];
const colours = [
  ['canvas', 'panel', 'raised', 'hover', 'selected', 'hairline', 'line', 'control'],
  ['ink-strong', 'ink', 'ink-2', 'ink-3', 'focus', 'series-stable', 'series-canary', 'series-band'],
  [...badges, 'held'],
  [...badges.map((badge) => `${badge}-ground`), 'go'],
];

export function FoundationPage(): ReactElement {
  return (
    <>
      <div className="gallery-columns">
        <Show title="Type">
          <div>
            <p className="text-28">28 Payments on 2.14.0 fail</p>
            <p className="text-22">22 Asked for 25%. The route still gives 5%.</p>
            <p className="text-18">18 Worse, proved. 2.14.0 fails 39.8 points more requests.</p>
            <p className="text-15 medium">15 Nothing is moving in staging.</p>
            <p>13 The spec still asks for 2.14.0: a retry would send it again, until you undo</p>
            <p className="text-12 ink-2">12 after 30 s, so retries drain</p>
            <p className="text-11 ink-3">11 ages, axes and keys: 8 s, 3 m 12 s, 41 d</p>
            <p className="mono">mono payments-9c41e07d-8x6r4, sha256:90cc31</p>
            <p className="ink-2">
              <VersionArrow from="2.13.4" to="2.14.0" /> and <VersionArrow from={null} to="2.13.4" />
            </p>
          </div>
        </Show>
        <Show title="State: colour, shape and word" columns={3}>
          <Case name="usual">
            {badges.map((badge) => (
              <p key={badge}>
                <State state={badge} />
              </p>
            ))}
          </Case>
          <Case name="quiet, large">
            <p>
              <State state="healthy" quiet />
            </p>
            <p>
              <State state="degraded" large />
            </p>
            <p>
              <State state="progressing" word="Sent, not yet effective" />
            </p>
          </Case>
          <Case name="ages">
            <p>
              <Age at={now - 8_000} periodMs={15_000} />
            </p>
            <p>
              <Age at={now - 192_000} periodMs={15_000} />
            </p>
            <p>
              <Age at={now - 192_000} periodMs={15_000} form="row" says="silent" />
            </p>
            <p>
              <Age at={now - 8_000} periodMs={15_000} says="2 of 3 pods," />
            </p>
            <p>
              <Age at={null} periodMs={15_000} says="never seen" />
            </p>
          </Case>
        </Show>
      </div>
      <div className="gallery-columns">
        <Show title="Glyphs">
          <div className="gallery-line">
            {glyphs.map((name) => (
              <span key={name} className="text-12 ink-2 nowrap">
                <Glyph name={name} size={16} /> {name}
              </span>
            ))}
          </div>
          <div className="gallery-line">
            {['J', 'K', 'Ctrl K', '/', '?', 'Esc', 'Enter'].map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </div>
        </Show>
        <Show title="Somebody else’s words">
          <Words
            upstream={{
              source: 'kube-apiserver prod-eu-west',
              text: 'rollouts.argoproj.io "catalog" is forbidden: User "j.ferrari" cannot patch resource "rollouts/status" in namespace "shop"',
              status: 403,
            }}
          />
          <Words upstream={{ source: 'Rollout payments, message', text: 'more replicas need to be updated' }} bad={false} />
        </Show>
      </div>
      <Show title="Colour" columns={4}>
        {colours.map((column) => (
          <div key={column[0]}>
            {column.map((token) => (
              <p key={token} className="gallery-swatch">
                <i style={{ background: `var(--${token})` }} />
                <span className="text-12 ink-2">{token}</span>
              </p>
            ))}
          </div>
        ))}
      </Show>
    </>
  );
}
