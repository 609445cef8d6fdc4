import type { Failure } from '#shared/contract/result.ts';
import { upstreamText } from '#shared/contract/upstream-text.ts';

const authorityCodes = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
]);

/** Turns what the network or TLS said into `unreachable`, with the original text beside our words. */
export function connectionFailure(
  error: Error,
  { server, source, proxy }: { readonly server: string; readonly source: string; readonly proxy?: string },
): Failure {
  const cause = firstCause(error);
  const code = codeOf(cause);
  const text = upstreamText(code !== '' && !cause.message.includes(code) ? `${code}: ${cause.message}` : cause.message);
  if (cause instanceof RangeError) return { kind: 'unreachable', message: `${server} sends more than this desk takes: ${cause.message}.` };
  const message =
    proxy !== undefined && connectCodes.has(code) ? proxySentence(code, server, proxy) : sentence(code, cause.message, server);
  return { kind: 'unreachable', message, upstream: { source, text } };
}

/** The desk itself only ever connects to the proxy: what fails before that is the proxy's. */
const connectCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ETIMEDOUT',
  'ENETUNREACH',
  'EHOSTUNREACH',
]);

function proxySentence(code: string, server: string, proxy: string): string {
  const what = code === 'ECONNREFUSED' ? 'refused the connection' : 'cannot be reached';
  return `The proxy ${proxy} for ${server} ${what}. Check proxy-url in the kubeconfig, and whether the proxy runs.`;
}

function sentence(code: string, text: string, server: string): string {
  if (code === 'ECONNREFUSED')
    return `${server} refused the connection. Nothing listens there. Check the server in the kubeconfig, and whether the cluster runs.`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `The name of ${server} cannot be resolved. Check the network, the VPN and the server in the kubeconfig.`;
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT')
    return `${server} did not accept a connection in time. Check the network, the VPN and the proxy.`;
  if (code === 'ENETUNREACH' || code === 'EHOSTUNREACH') return `There is no route to ${server}. Check the network and the VPN.`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `The certificate of ${server} is for another name. Set tls-server-name in the kubeconfig if this is the right server.`;
  if (code === 'CERT_HAS_EXPIRED') return `The certificate of ${server} has expired. Whoever runs the cluster renews it.`;
  if (code === 'CERT_NOT_YET_VALID') return `The certificate of ${server} is not valid yet. Check this machine's clock.`;
  if (authorityCodes.has(code))
    return `The certificate of ${server} is not signed by an authority the kubeconfig trusts. Set certificate-authority of this cluster to the authority that signs it; without one, name it under certificates in the settings.`;
  if (/proxy/i.test(text)) return `The proxy for ${server} did not let the request through. Check proxy-url in the kubeconfig.`;
  if (code.startsWith('ERR_SSL') || code === 'EPROTO')
    return `${server} and this desk could not agree on TLS. Check the server in the kubeconfig: its scheme and its port.`;
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET')
    return `${server} closed the connection before it answered. The desk tries again by itself; check a proxy or load balancer before it.`;
  return `${server} cannot be reached. Check the server in the kubeconfig, the network and the VPN.`;
}

/** Happy eyeballs wraps one error per address; a proxy or undici wraps the socket's. The innermost says most. */
function firstCause(error: Error): Error {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return firstCause(error.errors[0]);
  if (error.cause instanceof Error && error.cause !== error) return firstCause(error.cause);
  return error;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
