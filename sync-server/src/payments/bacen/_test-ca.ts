import {
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'

/** A certificate and its key, as PEM. */
export interface TestCertificate {
  readonly cert: string
  readonly key: string
}

/** An authority of one test: real X.509 (RFC 5280), made in memory, believed by nobody else. */
export interface TestCa {
  readonly cert: string
  /** Issues a certificate for a server on 127.0.0.1 or a client; `days` may be negative. */
  readonly issue: (commonName: string, days?: number) => TestCertificate
}

const tlv = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  const length =
    body.length < 128
      ? Buffer.from([body.length])
      : Buffer.from([0x82, body.length >> 8, body.length & 0xff])
  return Buffer.concat([Buffer.from([tag]), length, body])
}
const sequence = (...parts: readonly Buffer[]): Buffer => tlv(0x30, ...parts)
const oid = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, 'hex'))
const isTrue = tlv(0x01, Buffer.from([0xff]))
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
const nameOf = (commonName: string): Buffer =>
  sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from(commonName)))))
const timeOf = (ms: number): Buffer =>
  tlv(0x17, Buffer.from(`${new Date(ms).toISOString().replaceAll(/\D/g, '').slice(2, 14)}Z`))
const extension = (id: Buffer, value: Buffer): Buffer => sequence(id, tlv(0x04, value))
const basicConstraints = extension(oid('551d13'), sequence(isTrue))
const loopbackAltName = extension(
  oid('551d11'),
  sequence(tlv(0x87, Buffer.from([127, 0, 0, 1])), tlv(0x82, Buffer.from('localhost'))),
)
const dayMs = 24 * 60 * 60 * 1_000

interface Request {
  readonly subject: string
  readonly publicKey: KeyObject
  readonly issuer: string
  readonly issuerKey: KeyObject
  readonly days: number
  readonly isCa: boolean
}

const certificate = ({ subject, publicKey, issuer, issuerKey, days, isCa }: Request): string => {
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    nameOf(issuer),
    sequence(timeOf(Date.now() - 30 * dayMs), timeOf(Date.now() + days * dayMs)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(isCa ? basicConstraints : loopbackAltName)),
  )
  const signature = sign('sha256', body, issuerKey)
  const der = sequence(body, ecdsaWithSha256, tlv(0x03, Buffer.from([0]), signature))
  const lines = der.toString('base64').replaceAll(/.{64}/g, '$&\n')
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}

const makeKey = (): { readonly publicKey: KeyObject; readonly pem: string } => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { publicKey, pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

/** Makes an authority. */
export const makeTestCa = (issuer = 'Totem Test CA'): TestCa => {
  const own = makeKey()
  const issuerKey = createPrivateKey(own.pem)
  return {
    cert: certificate({
      subject: issuer,
      publicKey: own.publicKey,
      issuer,
      issuerKey,
      days: 30,
      isCa: true,
    }),
    issue: (subject, days = 30) => {
      const { publicKey, pem } = makeKey()
      return {
        cert: certificate({ subject, publicKey, issuer, issuerKey, days, isCa: false }),
        key: pem,
      }
    },
  }
}
