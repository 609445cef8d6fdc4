import type { Command } from './action.ts';
import { deploymentTookTemplate, type Effect, notYet, podsReady, proved, routesRead, type Reading, weightRead } from './proof.ts';
import { requestedShare } from './requested.ts';
import { isFullyPromoted, isObserved, type Workload } from './workload.ts';

/** What was known when the command was sent. */
export interface Before {
  readonly workload: Workload;
  /** For undo: the version it goes to, from Prepared. */
  readonly to: { readonly hash: string; readonly templateHash: string } | null;
}

/**
 * Whether a sent command has taken effect, judged on what the cluster reads back and nothing else.
 * `proof` says what showed it; `missing` says what is still waited for. An API server's 200 is neither.
 */
export function isEffective(command: Command, before: Before, reading: Reading): Effect {
  const now = reading.workload;
  if (now.uid !== before.workload.uid) return notYet('this is another object of the same name');
  switch (command.action) {
    case 'abort':
      return aborted(before.workload, reading);
    case 'promote':
      return promoted(before.workload, reading);
    case 'promote-full':
      return promotedFull(before.workload, reading);
    case 'retry':
      return retried(before.workload, reading);
    case 'undo':
      return undone(before, reading);
    case 'restart':
      return restarted(before.workload, now);
    case 'set-image':
      return imageSet(command.image, reading);
    case 'pause':
    case 'resume': {
      const wanted = command.action === 'pause';
      if (now.paused !== wanted) return notYet(`spec.paused still reads ${now.paused}`);
      return isObserved(now)
        ? proved(`the controller has observed spec.paused ${wanted}`)
        : notYet('the controller has not observed the new spec');
    }
  }
}

function changed(before: Workload, now: Workload): boolean {
  return before.currentHash !== '' && now.currentHash !== before.currentHash;
}

function aborted(before: Workload, reading: Reading): Effect {
  const now = reading.workload;
  if (!now.aborted) return notYet(changed(before, now) ? 'a newer template cleared the abort' : 'status.abort does not read true');
  // Compared with what it read before, not with our clock: the controller's clock is another.
  const fresh = now.abortedAt !== null && (before.aborted || now.abortedAt !== before.abortedAt);
  if (!fresh) return notYet('the controller has not set abortedAt');
  // Measured: an abort of the version before is dated and done, and a newer template still unseen clears it a moment later.
  if (!isObserved(now)) return notYet('the controller has not observed the newest spec, which may clear the abort');
  if (now.blueGreen !== null) return routesRead(reading, 0, `the active Service selects ${now.stableHash}`);
  if (now.routes.length > 0 || now.weights !== null) return weightRead(reading, 0);
  // Ready pods alone prove nothing while more are on their way up.
  const asked = now.versions.filter(({ hash }) => hash !== now.stableHash).reduce((sum, { desired }) => sum + desired, 0);
  if (asked > 0) return notYet(`${asked} canary ${asked === 1 ? 'pod is' : 'pods are'} still asked for`);
  if (reading.canaryPods === null) return notYet('the canary pods are not counted yet');
  return reading.canaryPods === 0
    ? proved('no canary pod is left')
    : notYet(`${reading.canaryPods} canary ${reading.canaryPods === 1 ? 'pod is' : 'pods are'} left`);
}

function promoted(before: Workload, reading: Reading): Effect {
  const now = reading.workload;
  if (changed(before, now)) return notYet('another version is rolling out since');
  if (now.blueGreen !== null) return routesRead(reading, 100, `the active Service selects ${now.currentHash}`);
  if (isFullyPromoted(now)) return proved('stableRS is the current hash');
  if (now.aborted) return notYet('it was aborted since');
  if (now.paused) return notYet('spec.paused still reads true');
  // A promote of a Rollout paused by hand alone moves on from where it stood.
  const from = before.currentStepIndex ?? 0;
  const moved = (now.currentStepIndex ?? 0) > from;
  if (!moved) return notYet(`the step index still reads ${from}`);
  const requested = requestedShare(now).percent;
  const weight = now.routes.length > 0 || now.weights !== null ? weightRead(reading, requested ?? 0) : proved('no route, pods decide');
  return weight.effective ? proved(`step index ${from} to ${now.currentStepIndex}, ${weight.proof}`) : weight;
}

function promotedFull(before: Workload, reading: Reading): Effect {
  const now = reading.workload;
  if (changed(before, now)) return notYet('another version is rolling out since');
  if (!isObserved(now)) return notYet('the controller has not observed the new spec');
  if (now.stableHash !== now.currentHash) return notYet(`stableRS still reads ${now.stableHash}`);
  return now.blueGreen === null ? proved('stableRS is the current hash') : routesRead(reading, 100, 'stableRS is the current hash');
}

function retried(before: Workload, reading: Reading): Effect {
  const now = reading.workload;
  if (now.aborted || now.abortedAt !== null) return notYet('abortedAt is still set');
  if (changed(before, now)) return notYet('another version is rolling out since');
  if (isFullyPromoted(now)) return proved('stableRS is the current hash');
  if (now.pauseConditions.length > 0) return proved('abortedAt is gone, the first pause is reached');
  if (now.blueGreen !== null) {
    return now.blueGreen.previewSelector === now.currentHash
      ? proved('abortedAt is gone, the preview selects the new version')
      : notYet('the preview does not select the new version');
  }
  const stepMoved = (now.currentStepIndex ?? 0) > (before.currentStepIndex ?? 0);
  const weightMoved = (now.weights?.canary ?? 0) > 0 || reading.routes.some((route) => (route.canaryPercent ?? 0) > 0);
  if (stepMoved || weightMoved) return proved(`abortedAt is gone, ${stepMoved ? 'the step index' : 'the weight'} moved`);
  return notYet('neither step index nor weight has moved');
}

function undone(before: Before, reading: Reading): Effect {
  const now = reading.workload;
  if (!isObserved(now)) return notYet('the controller has not observed the new spec');
  if (before.to !== null && now.templateHash !== before.to.templateHash && now.currentHash !== before.to.hash) {
    return notYet(
      changed(before.workload, now) ? 'another version than the target is in the spec' : 'the spec does not hold the target template yet',
    );
  }
  // A controller may have seen the spec a moment before it names the version in it: "stable is current" then says nothing yet.
  const named = before.to !== null && now.currentHash === before.to.hash;
  if (!named && !changed(before.workload, now)) return notYet('the current hash has not changed');
  if (now.target.kind === 'Deployment') return deploymentTookTemplate(now);
  if (now.stableHash === now.currentHash)
    return now.blueGreen === null ? proved('stableRS is the current hash') : routesRead(reading, 100, 'stableRS is the current hash');
  if (now.pauseConditions.length > 0) return proved('its first pause is reached: steps replay');
  return notYet(`stableRS still reads ${now.stableHash}`);
}

function imageSet(image: string, reading: Reading): Effect {
  const now = reading.workload;
  if (!isObserved(now)) return notYet('the controller has not observed the new spec');
  const current = now.versions.find(({ hash }) => hash === now.currentHash);
  if (current?.images.some((one) => one.image === image) !== true) return notYet('no ReplicaSet of the new image is the current one yet');
  if (now.target.kind === 'Deployment') return deploymentTookTemplate(now);
  if (now.aborted) return notYet('it was aborted since');
  if (isFullyPromoted(now))
    return now.blueGreen === null ? proved('stableRS is the current hash') : routesRead(reading, 100, 'stableRS is the current hash');
  return now.pauseConditions.length > 0 ? proved('its first pause is reached') : notYet(`stableRS still reads ${now.stableHash}`);
}

function restarted(before: Workload, now: Workload): Effect {
  const wanted = now.restartAt ?? 0;
  if (wanted <= (before.restartAt ?? 0)) return notYet('the spec does not hold the new restart time');
  if (now.restartedAt === null || now.restartedAt < wanted) return notYet('the controller has not restarted every pod');
  if (now.target.kind === 'Deployment') return deploymentTookTemplate(now);
  return podsReady(now);
}
