/** Hands a file made in this page to the browser, or to the desktop, which asks where to keep it. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The download has its own hold on it once it has begun; that is not at once.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** `812 bytes`, `3.1 MB` */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
