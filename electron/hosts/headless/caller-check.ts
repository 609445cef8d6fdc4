/** The headers that tell where a request comes from. */
export interface CallerHeaders {
  readonly host: string | undefined;
  readonly origin: string | undefined;
}

const loopback = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

/**
 * Why a request is not answered, or null. Host must be a loopback name (any port: it may come through a tunnel), or a
 * page elsewhere could rebind its name to this machine. Origin, when there is one, must be this very host and port.
 */
export function refusedCaller({ host, origin }: CallerHeaders): { status: 403 | 421; message: string } | null {
  if (host === undefined || !loopback.test(host)) {
    return { status: 421, message: 'This desk answers to 127.0.0.1, localhost and [::1] only. Open the address it printed.' };
  }
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
    return { status: 403, message: 'This request comes from another page. Open the desk itself.' };
  }
  return null;
}
