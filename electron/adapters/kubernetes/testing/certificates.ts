import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** PEM of a certificate and its key, made for one test run: no private key lies in the repository. */
export interface Issued {
  readonly certificate: string;
  readonly key: string;
}

export interface Authority extends Issued {
  /** A certificate for these DNS names and IPv4 addresses; `days` from now, negative for one that has expired. */
  issue(names: readonly string[], days?: number): Issued;
}

const ecdsaWithSha256 = der(0x30, der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));

export function createAuthority(name: string): Authority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const basicConstraints = extension('551d13', der(0x30, der(0x01, Buffer.from([0xff]))));
  const certificate = build(name, name, keys.publicKey, keys.privateKey, [basicConstraints], 1);
  return {
    certificate,
    key: pem(keys.privateKey),
    issue(names, days = 1) {
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const alternative = extension('551d11', der(0x30, ...names.map(alternativeName)));
      return {
        certificate: build(name, names[0] ?? 'nobody', own.publicKey, keys.privateKey, [alternative], days),
        key: pem(own.privateKey),
      };
    },
  };
}

function build(
  issuer: string,
  subject: string,
  publicKey: KeyObject,
  signer: KeyObject,
  extensions: readonly Buffer[],
  days: number,
): string {
  const serial = Buffer.from(Array.from({ length: 8 }, () => 1 + Math.floor(Math.random() * 120)));
  const tbs = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ecdsaWithSha256,
    nameOf(issuer),
    der(0x30, time(Math.min(days, 0) - 1), time(days)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, ...extensions)),
  );
  const signature = sign('sha256', tbs, signer);
  const bytes = der(0x30, tbs, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function nameOf(commonName: string): Buffer {
  return der(0x30, der(0x31, der(0x30, der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from(commonName)))));
}

function time(days: number): Buffer {
  const text = new Date(Date.now() + days * 86_400_000).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return der(0x18, Buffer.from(text));
}

function extension(oid: string, value: Buffer): Buffer {
  return der(0x30, der(0x06, Buffer.from(oid, 'hex')), der(0x04, value));
}

function alternativeName(name: string): Buffer {
  return /^[\d.]+$/.test(name) ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name));
}

/** One DER element: tag, length, contents. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const size = body.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}
