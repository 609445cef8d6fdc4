const secretKey = /authorization|cookie|password|passwd|secret|token|credential|api-?key|private-?key|client-?key|certificate-?data/i;
// `tokenFile: /path` is a place, not a secret.
const placeKey = /(file|path|url|name)$/i;
const hidden = '[redacted]';
const secretText: readonly [RegExp, string][] = [
  [/\b(bearer|basic)\s+[\w~+/.=-]{8,}/gi, `$1 ${hidden}`],
  [/([?&](?:token|access_token|api_key|key|password|secret)=)[^&\s"']+/gi, `$1${hidden}`],
  [/(https?:\/\/)[^\s/@:]+:[^\s/@]+@/gi, `$1${hidden}@`],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, hidden],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, hidden],
];
const deepest = 6;

/**
 * Facts as they may be written down, or given to another thread that writes them: what is named like a secret or looks like one is
 * replaced, errors become name, message and stack, and what is no data (a function) is named. The result is plain data.
 */
export function redactFacts(facts: Readonly<Record<string, unknown>>, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([key, item]) => [key, secretKey.test(key) && !placeKey.test(key) ? hidden : redact(item, depth + 1)]),
  );
}

function redact(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '…';
  if (value instanceof Error) {
    const { name, message, stack, cause } = value;
    return redact({ name, message, stack, ...(cause === undefined ? {} : { cause }) }, depth + 1);
  }
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return redactFacts({ ...value }, depth);
}

/** The same for a sentence. */
export function redactText(text: string): string {
  return secretText.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text);
}
