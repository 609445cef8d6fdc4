/** One JSON document with its newline: indented for an answer, one line where lines are the format. */
export function jsonDocument(value: unknown): string {
  return `${safeJson(value, 2)}\n`;
}

export function jsonLine(value: unknown): string {
  return `${safeJson(value)}\n`;
}

/** JSON that cannot steer the terminal it is printed on, and says exactly what was meant: JSON itself escapes C0, not DEL and C1. */
export function safeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replaceAll(/[\u007f-\u009f]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
}
