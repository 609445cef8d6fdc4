/** Which of these paths match a pattern: `**` any folders, `*` anything but a slash, `?` one character. */
export function matching(paths: readonly string[], globs: readonly string[]): string[] {
  const patterns = globs.map(toPattern);
  return paths.filter((path) => patterns.some((pattern) => pattern.test(path)));
}

function toPattern(glob: string): RegExp {
  const source = glob
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => {
      if (part === '**/') return '(?:[^/]+/)*';
      if (part === '**') return '.*';
      if (part === '*') return '[^/]*';
      if (part === '?') return '[^/]';
      return part.replaceAll(/[\\^$.|+()[\]{}]/g, String.raw`\$&`);
    })
    .join('');
  return new RegExp(`^${source}$`);
}
