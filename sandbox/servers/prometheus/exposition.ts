import type { Registry } from '../../fleet/registry.ts';
import { formatValue } from './promql/format.ts';
import { shownValue } from './tsdb.ts';

export const expositionType = 'text/plain; version=0.0.4; charset=utf-8';

/** Everything alive, in the text format a Prometheus scrapes. */
export function exposition(registry: Registry): string {
  const lines: string[] = [];
  for (const { name, type, help, series } of registry.families()) {
    lines.push(`# HELP ${name} ${escapeHelp(help)}`, `# TYPE ${name} ${type}`);
    for (const live of series) {
      const { __name__: own = name, ...labels } = live.labels;
      const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escapeLabel(value)}"`);
      lines.push(`${own}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${formatValue(shownValue(type, live))}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function escapeHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

function escapeLabel(text: string): string {
  return escapeHelp(text).replaceAll('"', '\\"');
}
