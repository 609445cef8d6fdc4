import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { der, oid, sequence } from './der.ts';

/** PEM of a certificate and its key. Made at start and kept in memory: no private key lies on disk. */
export interface Issued {
  readonly certificate: string;
  readonly key: string;
}

export interface Authority {
  /** PEM of the authority's own certificate: what clients trust. */
  readonly certificate: string;
  /** A server certificate for these DNS names and addresses, valid for a year. */
  issue(names: readonly string[]): Issued;
}

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const days = 86_400_000;

/** A certificate authority of its own (P-256). Its names and dates are the only thing it takes from outside. */
export function createAuthority(name: string): Authority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const isAuthority = critical('551d13', sequence(der(0x01, Buffer.from([0xff]))));
  const mayOnlySign = critical('551d0f', der(0x03, Buffer.from([0x02, 0x04])));
  const identifier = keyIdentifier(keys.publicKey);
  const own = extension('551d0e', der(0x04, identifier));
  const issuedBy = extension('551d23', sequence(der(0x80, identifier)));
  return {
    certificate: build(name, name, keys.publicKey, keys.privateKey, [isAuthority, mayOnlySign, own]),
    issue(names) {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const alternatives = extension('551d11', sequence(...names.map(alternativeName)));
      const serverAuth = extension('551d25', sequence(oid('2b06010505070301')));
      return {
        certificate: build(name, names[0] ?? 'localhost', publicKey, keys.privateKey, [alternatives, serverAuth, issuedBy]),
        key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      };
    },
  };
}

function build(issuer: string, subject: string, publicKey: KeyObject, signer: KeyObject, extensions: readonly Buffer[]): string {
  const serial = randomBytes(8);
  serial[0] = ((serial[0] ?? 1) & 0x3f) | 0x40; // positive, and no leading zero
  const unsigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ecdsaWithSha256,
    nameOf(issuer),
    sequence(time(Date.now() - days), time(Date.now() + 365 * days)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const bytes = sequence(unsigned, ecdsaWithSha256, der(0x03, Buffer.from([0]), sign('sha256', unsigned, signer)));
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function keyIdentifier(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest();
}

function nameOf(commonName: string): Buffer {
  return sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(commonName)))));
}

function time(epochMilliseconds: number): Buffer {
  return der(0x18, Buffer.from(new Date(epochMilliseconds).toISOString().replaceAll(/[-:T]|\.\d+/g, '')));
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(oid(id), der(0x04, value));
}

function critical(id: string, value: Buffer): Buffer {
  return sequence(oid(id), der(0x01, Buffer.from([0xff])), der(0x04, value));
}

function alternativeName(name: string): Buffer {
  const version = isIP(name);
  if (version === 0) return der(0x82, Buffer.from(name));
  return der(0x87, version === 4 ? Buffer.from(name.split('.').map(Number)) : sixteenBytes(name));
}

/** An IPv6 address without its shorthand; IPv4 in its tail is not taken. */
function sixteenBytes(address: string): Buffer {
  const [head = '', tail = ''] = address.split('::');
  const words = (text: string) => (text === '' ? [] : text.split(':'));
  const missing = 8 - words(head).length - words(tail).length;
  const all = [...words(head), ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...words(tail)];
  return Buffer.from(all.map((word) => word.padStart(4, '0')).join(''), 'hex');
}
