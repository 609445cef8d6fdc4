import type { ReactElement } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { RolloutPage as Page } from '#shared/contract/rollouts.ts';
import type { Revision } from '#shared/domain/rollouts/detail.ts';
import { detailPeriodMs } from '#shared/domain/rollouts/figure.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import { Figure } from '../../../components/figure.tsx';
import { Moment } from '../../../components/moment.tsx';
import { SectionHeading } from '../../../components/section.tsx';

interface RevisionsProps {
  readonly page: Page;
  readonly onUndo: (toRevision: number | null) => void;
}

/** The revisions the cluster keeps, newest first, with what their pods really run. */
export function Revisions({ page, onUndo }: RevisionsProps): ReactElement {
  const { revisions, workload, at } = page.detail;
  return (
    <section className="revisions-section" aria-label="Revisions">
      <SectionHeading meta={<Figure value={`${revisions.length} kept`} at={at} periodMs={detailPeriodMs} />}>Revisions</SectionHeading>
      <div className="scroll scroll-edge" tabIndex={0} role="region" aria-label="Revisions, newest first">
        <table className="revisions">
          <tbody>
            {revisions.map((revision) => (
              <tr key={revision.hash}>
                <td className="ink-3">{revision.revision ?? '?'}</td>
                <th
                  scope="row"
                  className={roleOf(revision, workload) === '' ? 'ellipsis' : 'strong ellipsis'}
                  title={imagesText(revision)}
                  style={{ maxWidth: 90 }}
                >
                  {revision.label}
                </th>
                <td className="mono ink-3">{revision.hash}</td>
                <td className="ink-2">{roleOf(revision, workload)}</td>
                <td className="number ink-3">{revision.createdAt === null ? '' : <Moment at={revision.createdAt} form="when" />}</td>
                <td>
                  {revision.hash === workload.currentHash || revision.revision === null ? null : (
                    <RevisionMenu revision={revision} onUndo={onUndo} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function RevisionMenu({
  revision,
  onUndo,
}: {
  readonly revision: Revision;
  readonly onUndo: (toRevision: number | null) => void;
}): ReactElement {
  return (
    <MenuTrigger>
      <AriaButton className="button button-quiet" aria-label={`Revision ${revision.revision ?? ''}: more`} style={{ height: 20 }}>
        …
      </AriaButton>
      <Popover>
        <Menu className="menu" onAction={() => onUndo(revision.revision)}>
          <MenuItem className="menu-item" textValue={`Undo to ${revision.label}`}>
            {`Undo to ${revision.label}, revision ${revision.revision ?? ''}`}
            <small>opens the plan, nothing is sent yet</small>
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function roleOf(revision: Revision, workload: Workload): string {
  if (revision.hash === workload.stableHash) return 'stable';
  if (revision.hash !== workload.currentHash) return '';
  return workload.strategy === 'blueGreen' ? 'preview' : workload.strategy === 'canary' ? 'canary' : 'new';
}

function imagesText({ images, imageIds, changeCause }: Revision): string {
  const ran = imageIds.length === 0 ? 'no pod runs it' : `pods run ${imageIds.join(', ')}`;
  return [...images.map(({ container, image }) => `${container} ${image}`), ran, changeCause].filter((part) => part !== '').join('\n');
}
