import { become, endWithStarter, findNode24, isNewEnough, missingNode24 } from './node-24.ts';

if (isNewEnough()) {
  endWithStarter();
  // Not before: what it imports does not exist in an older Node.
  const { runMain } = await import('./program.ts');
  await runMain();
} else {
  const node = findNode24(import.meta.dirname);
  if (node === null) {
    process.stderr.write(missingNode24(process.versions.node));
    process.exitCode = 70;
  } else become(node);
}
