import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { err, ok, type Result } from '@totem/shared-schema'

/** What mutual TLS with a bank takes, as PEM. */
export interface TlsMaterial {
  readonly cert: string
  readonly key: string
  /** Whose certificates are believed; without it, the public authorities. */
  readonly ca?: string
}

/** The files a bank gives out or takes, as they are on disk: `undefined` for one that is not there. */
export interface TlsFiles {
  readonly cert: Buffer | undefined
  readonly key: Buffer | undefined
  /** `null` when none is set. */
  readonly ca: Buffer | undefined | null
}

/** What is wrong with the files. */
export type TlsFault =
  | { readonly kind: 'missing'; readonly file: 'cert' | 'key' | 'ca' }
  /** A request to sign (CSR) lies where the signed certificate belongs. */
  | { readonly kind: 'csr_instead_of_certificate' }
  | { readonly kind: 'unreadable'; readonly file: 'cert' | 'key' | 'ca' }
  | { readonly kind: 'key_with_passphrase' }
  | { readonly kind: 'key_of_another_certificate' }

/** Certificate and key that belong together, and how long they do. */
export interface CheckedTls {
  readonly material: TlsMaterial
  readonly subject: string
  readonly validFromMs: number
  readonly validToMs: number
}

/**
 * Reads the files, PEM or DER (Sicredi's `.cer` is either), and sees that they fit. Whether the
 * certificate is valid today is left to who asks.
 */
export const checkTls = ({ cert, key, ca }: TlsFiles): Result<CheckedTls, TlsFault> => {
  if (cert === undefined) return err({ kind: 'missing', file: 'cert' })
  if (key === undefined) return err({ kind: 'missing', file: 'key' })
  if (ca === undefined) return err({ kind: 'missing', file: 'ca' })
  if (isCsr(cert)) return err({ kind: 'csr_instead_of_certificate' })
  const certificate = tried(() => new X509Certificate(cert))
  if (certificate === undefined) return err({ kind: 'unreadable', file: 'cert' })
  if (key.includes('ENCRYPTED')) return err({ kind: 'key_with_passphrase' })
  const privateKey = readKey(key)
  if (privateKey === undefined) return err({ kind: 'unreadable', file: 'key' })
  if (!certificate.checkPrivateKey(privateKey)) return err({ kind: 'key_of_another_certificate' })
  const authorities = ca === null ? undefined : pemOf(ca)
  if (ca !== null && authorities === undefined) return err({ kind: 'unreadable', file: 'ca' })
  return ok({
    material: {
      // A PEM file may hold the chain behind our own certificate; the bank wants to see it too.
      cert: isPem(cert) ? cert.toString('latin1') : certificate.toString(),
      key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      ...(authorities !== undefined && { ca: authorities }),
    },
    subject: certificate.subject.replaceAll('\n', ', '),
    validFromMs: Date.parse(certificate.validFrom),
    validToMs: Date.parse(certificate.validTo),
  })
}

const isPem = (file: Buffer): boolean => file.includes('-----BEGIN ')

const isCsr = (file: Buffer): boolean =>
  /-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----/.test(file.toString('latin1'))

const pemOf = (file: Buffer): string | undefined => {
  const first = tried(() => new X509Certificate(file))
  if (first === undefined) return undefined
  return isPem(file) ? file.toString('latin1') : first.toString()
}

const readKey = (file: Buffer): KeyObject | undefined =>
  isPem(file)
    ? tried(() => createPrivateKey(file))
    : (tried(() => createPrivateKey({ key: file, format: 'der', type: 'pkcs8' })) ??
      tried(() => createPrivateKey({ key: file, format: 'der', type: 'pkcs1' })))

const tried = <T>(read: () => T): T | undefined => {
  try {
    return read()
  } catch {
    return undefined
  }
}
