import { createPrivateKey, X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { makeTestCa } from './_test-ca.ts'
import { checkTls, type TlsFiles } from './tls-material.ts'

const ca = makeTestCa()
const ours = ca.issue('totem')
const files = (given: Partial<TlsFiles> = {}): TlsFiles => ({
  cert: Buffer.from(ours.cert),
  key: Buffer.from(ours.key),
  ca: null,
  ...given,
})
const der = (pem: string): Buffer => new X509Certificate(pem).raw
const encrypted = createPrivateKey(ours.key).export({
  type: 'pkcs8',
  format: 'pem',
  cipher: 'aes-256-cbc',
  passphrase: 'x',
})

describe('certificate and key', () => {
  test.for([
    ['as PEM', files()],
    ['as DER', files({ cert: der(ours.cert) })],
    [
      'with the key as DER too',
      files({ key: createPrivateKey(ours.key).export({ type: 'pkcs8', format: 'der' }) }),
    ],
  ] as const)('%s fit', ([, given]) => {
    const checked = checkTls(given)
    expect(checked).toMatchObject({ ok: true, value: { subject: 'CN=totem' } })
    if (!checked.ok) return
    const { material, validToMs } = checked.value
    expect(new X509Certificate(material.cert).subject).toBe('CN=totem')
    expect(Math.abs(validToMs - Date.now() - 30 * 86_400_000)).toBeLessThan(60_000)
  })

  test('bring the authorities along, PEM or DER, several or one', () => {
    const pem = Buffer.from(ca.cert)
    for (const given of [pem, der(ca.cert), Buffer.concat([pem, Buffer.from(makeTestCa().cert)])])
      expect(checkTls(files({ ca: given }))).toMatchObject({
        ok: true,
        value: { material: { ca: expect.stringContaining('BEGIN CERTIFICATE') as unknown } },
      })
  })

  test.for([
    ['no certificate', { cert: undefined }, { kind: 'missing', file: 'cert' }],
    ['no key', { key: undefined }, { kind: 'missing', file: 'key' }],
    ['no authority', { ca: undefined }, { kind: 'missing', file: 'ca' }],
    [
      'the request to sign',
      { cert: Buffer.from('-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n') },
      { kind: 'csr_instead_of_certificate' },
    ],
    ['garbage', { cert: Buffer.from('bom dia') }, { kind: 'unreadable', file: 'cert' }],
    ['a garbled key', { key: Buffer.from('bom dia') }, { kind: 'unreadable', file: 'key' }],
    ['a garbled authority', { ca: Buffer.from('x') }, { kind: 'unreadable', file: 'ca' }],
    ['a key with a passphrase', { key: Buffer.from(encrypted) }, { kind: 'key_with_passphrase' }],
    [
      'the key of another',
      { key: Buffer.from(ca.issue('other').key) },
      { kind: 'key_of_another_certificate' },
    ],
  ] as const)('with %s do not', ([, given, error]) => {
    expect(checkTls(files(given))).toEqual({ ok: false, error })
  })
})
