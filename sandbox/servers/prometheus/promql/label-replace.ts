import { anchored } from './matchers.ts';
import { cannotExecute } from './refusal.ts';
import type { Labels, Sample } from './values.ts';

/** `label_replace(v, destination, replacement, source, regex)`: `texts` are the four strings. */
export function labelReplace(samples: readonly Sample[], texts: readonly string[]): Sample[] {
  const [destination = '', replacement = '', source = '', pattern = ''] = texts;
  const expression = anchored(pattern);
  if (!expression) throw cannotExecute(`invalid regular expression in label_replace(): ${pattern}`);
  if (!/^[a-zA-Z_]\w*$/.test(destination)) throw cannotExecute(`invalid destination label name in label_replace(): ${destination}`);
  return samples.map(({ labels, value }) => {
    const match = expression.exec(labels[source] ?? '');
    return { labels: match ? withLabel(labels, destination, expand(replacement, match)) : labels, value };
  });
}

/** Go's template: `$1`, `${1}`, `$name`, `$$`; a group that is not there reads as empty. */
function expand(template: string, match: RegExpExecArray): string {
  return template.replaceAll(
    /\$(?:(\$)|\{(\w+)\}|(\w+))/g,
    (_, dollar: string | undefined, braced: string | undefined, bare: string | undefined) => {
      if (dollar !== undefined) return '$';
      const name = braced ?? bare ?? '';
      return (/^\d+$/.test(name) ? match[Number(name)] : match.groups?.[name]) ?? '';
    },
  );
}

function withLabel(labels: Labels, name: string, value: string): Labels {
  const { [name]: _replaced, ...rest } = labels;
  return value === '' ? rest : { ...rest, [name]: value };
}
