import * as v from 'valibot'
import { Signature, type PublicKey, type VerifyText } from '../crypto/keys.ts'
import { bytesToBase64url } from '../encoding/bytes.ts'
import { type TenantId } from '../ids/ids.ts'
import { type Result, err, ok } from '../result/result.ts'
import { base45ToBytes, bytesToBase45 } from './base45.ts'
import { readPaperBody, tenantTag } from './paper-body.ts'
import { type TicketPaper } from './ticket-paper.ts'
import { TicketQrText } from './ticket-qr-text.ts'

/** The beginning of every ticket's QR code of this format. */
export const ticketQrPrefix = 'T1:'

const signatureBytes = 64

/** Why text is no ticket's QR code. */
export type UnreadableQr =
  /** A QR code of something else. */
  | 'not_a_ticket'
  /** A ticket in a format this build does not know: update the tablet. */
  | 'newer_format'
  /** Begins like a ticket and is none: misread, or made by hand. */
  | 'damaged'

/** What a QR code says and who it says signed it; nobody has checked yet whether that is so. */
export interface ReadPaper {
  readonly paper: TicketPaper
  /** The tag of the tenant it says it is of. */
  readonly tag: string
  readonly body: Uint8Array
  readonly signature: Signature
}

/** Reads a ticket's QR code without asking whether it is genuine. */
export const readTicketQr = (text: string): Result<ReadPaper, UnreadableQr> => {
  if (!text.startsWith(ticketQrPrefix))
    return err(/^T[1-9]\d*:/.test(text) ? 'newer_format' : 'not_a_ticket')
  const bytes = v.is(TicketQrText, text)
    ? base45ToBytes(text.slice(ticketQrPrefix.length))
    : undefined
  if (bytes === undefined || bytes.length <= signatureBytes) return err('damaged')
  const body = bytes.slice(0, -signatureBytes)
  const read = readPaperBody(body)
  if (read === undefined) return err('damaged')
  const signature = v.parse(Signature, bytesToBase64url(bytes.slice(-signatureBytes)))
  return ok({ ...read, body, signature })
}

/** Who is asked whether paper is genuine: one key of one tenant. */
export interface PaperSigner {
  readonly tenantId: TenantId
  readonly publicKey: PublicKey
  readonly verify: VerifyText
}

/** Says whether a key of a tenant signed what was read. */
export const isPaperSigned = (
  { tag, body, signature }: ReadPaper,
  { tenantId, publicKey, verify }: PaperSigner,
): boolean => tag === tenantTag(tenantId) && verify(paperText(tenantId, body), signature, publicKey)

/** Gives the text a kiosk signs: no event and no token challenge begins like this, so no signature serves twice. */
export const paperText = (tenantId: TenantId, body: Uint8Array): string =>
  `totem-ticket-qr-1\n${tenantId}\n${bytesToBase45(body)}`
