import type { Badge } from '#shared/domain/rollouts/views.ts';
import aborted from './aborted.svg';
import degraded from './degraded.svg';
import mark from './mark.svg';
import paused from './paused.svg';
import progressing from './progressing.svg';
import stale from './stale.svg';
import unknown from './unknown.svg';

/** Addresses of the window's icon, one a state: files of the page itself, because its policy allows no other picture. The desk's own mark where all is well. */
export const marks: Readonly<Record<Badge, string>> = { healthy: mark, progressing, paused, degraded, aborted, stale, unknown };
