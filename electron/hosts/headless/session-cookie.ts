/** Cookies know no ports: two desks on one machine must not overwrite each other's. */
export function cookieName(port: number): string {
  return `rcc_session_${port}`;
}

/** Not readable by scripts, not sent along from any other site; ends with the browser. */
export function setCookie(port: number, value: string): string {
  return `${cookieName(port)}=${value}; Path=/; HttpOnly; SameSite=Strict`;
}

/** Our cookie's value out of a Cookie header. */
export function readCookie(port: number, header: string | undefined): string | undefined {
  const name = `${cookieName(port)}=`;
  const found = (header ?? '').split(';').find((part) => part.trim().startsWith(name));
  return found?.trim().slice(name.length);
}
