import { TLSSocket } from 'node:tls'
import { type HttpBindings } from '@hono/node-server'
import { type Caller, type WebhookGate } from './webhook-gate.ts'

/** The headers in which our proxy says what it found, such as nginx with `$ssl_client_verify` and `$ssl_client_s_dn`. */
const verifyHeader = 'X-SSL-Client-Verify'
const subjectHeader = 'X-SSL-Client-S-DN'

const nobody: Caller = { kind: 'nobody' }

/**
 * Says who calls: by the certificate of the connection itself, or by the word of one of our own proxies. From
 * anybody else those headers mean nothing, whatever they say.
 */
export const callerOf = (
  incoming: HttpBindings['incoming'] | undefined,
  headers: Headers,
  { proxies }: Pick<WebhookGate, 'proxies'>,
): Caller => {
  const socket = incoming?.socket
  if (socket === undefined) return nobody
  if (socket instanceof TLSSocket) return callerOfSocket(socket)
  return proxies.includes(plainAddress(socket.remoteAddress ?? ''))
    ? callerOfHeaders(headers)
    : nobody
}

const callerOfSocket = (socket: TLSSocket): Caller => {
  const certificate = socket.getPeerX509Certificate()
  if (certificate === undefined) return nobody
  if (!socket.authorized) return { kind: 'untrusted' }
  return {
    kind: 'certified',
    // Node prints one attribute a line, escaped as RFC 2253 asks.
    commonName: commonNameIn(certificate.subject.split('\n')),
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
  }
}

const callerOfHeaders = (headers: Headers): Caller => {
  const verified = headers.get(verifyHeader) ?? 'NONE'
  if (verified === 'NONE') return nobody
  if (verified !== 'SUCCESS') return { kind: 'untrusted' }
  const attributes = attributesOf(headers.get(subjectHeader) ?? '')
  return { kind: 'certified', commonName: commonNameIn(attributes), fingerprint: undefined }
}

/** Splits a subject (RFC 2253) where its commas and pluses are not escaped: a name may hold `\,CN=somebody`. */
const attributesOf = (subject: string): readonly string[] =>
  subject.match(/(?:\\.|[^,+\\])+/g) ?? []

/** A subject with two common names says nothing we could check. */
const commonNameIn = (attributes: readonly string[]): string | undefined => {
  const names = attributes.map((each) => each.trim()).filter((each) => /^CN=/i.test(each))
  return names.length === 1 ? names[0]?.slice('CN='.length) : undefined
}

/** A socket that speaks both protocols prints IPv4 inside IPv6. */
const plainAddress = (address: string): string => address.replace(/^::ffff:/, '')
