import type { ReactElement } from 'react';
import type { Upstream } from '#shared/contract/result.ts';

interface WordsProps {
  readonly upstream: Upstream;
  /** True where these words are why something failed. */
  readonly bad?: boolean;
}

/** What somebody else said, verbatim, and who said it. Always after our own sentence. */
export function Words({ upstream, bad = true }: WordsProps): ReactElement {
  const status = upstream.status === undefined ? '' : `, ${upstream.status}`;
  return (
    <figure>
      <blockquote className="words" data-bad={bad ? '' : undefined} style={{ margin: 0 }}>
        {upstream.text}
      </blockquote>
      <figcaption className="words-source">{`${upstream.source}${status}`}</figcaption>
    </figure>
  );
}
