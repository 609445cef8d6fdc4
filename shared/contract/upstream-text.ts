// CSI and OSC sequences, then any control character left but newline and tab.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const escapes =
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[@-_]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const longest = 4_096;

/** Upstream's own words made safe to print: terminal escapes and control characters removed, cut at 4,096 characters. */
export function upstreamText(text: string): string {
  const clean = text.replaceAll(escapes, '').trim();
  return clean.length > longest ? `${clean.slice(0, longest)}… (${clean.length} characters)` : clean;
}
