import { type PublicKey, type VerifyText } from '../crypto/keys.ts'
import { type DeviceId, type TenantId } from '../ids/ids.ts'
import { type Result, err, ok } from '../result/result.ts'
import { tenantTag } from './paper-body.ts'
import { isPaperSigned, readTicketQr, type UnreadableQr } from './read-ticket-qr.ts'
import { type TicketPaper } from './ticket-paper.ts'

/** Why scanned text is no ticket of this studio. */
export type TicketQrProblem =
  | UnreadableQr
  | 'other_studio'
  /** The key it names did not sign it. */
  | 'forged'

/** How far a ticket's paper can be believed. */
export type PaperVerdict =
  /** Signed by a kiosk of this tenant. */
  | { readonly kind: 'proven' }
  /** Names a kiosk this tablet has not heard of: shown as *provisória*, judged again when the registry grows. */
  | { readonly kind: 'provisional' }
  /** Signed by a kiosk that was revoked at this moment (ms since 1970), and nothing tells whether before or after. */
  | { readonly kind: 'revoked'; readonly revokedAt: number }

/** A ticket's paper and how far it can be believed. */
export interface JudgedPaper {
  readonly paper: TicketPaper
  readonly verdict: PaperVerdict
}

/** What the tenant's registry says about a device. */
export interface KnownDevice {
  readonly publicKey: PublicKey
  readonly kind: 'kiosk' | 'tablet' | 'panel'
  readonly revokedAt: number | null
}

/** What judging paper takes: the tenant, its device keys as far as the tablet knows them, and Ed25519. */
export interface PaperJudge {
  readonly tenantId: TenantId
  readonly device: (id: DeviceId) => KnownDevice | undefined
  readonly verify: VerifyText
}

/** Reads a scanned QR code and says how far it can be believed. Needs no network. */
export const judgeTicketQr = (
  text: string,
  { tenantId, device, verify }: PaperJudge,
): Result<JudgedPaper, TicketQrProblem> => {
  const read = readTicketQr(text)
  if (!read.ok) return read
  const { paper, tag } = read.value
  if (tag !== tenantTag(tenantId)) return err('other_studio')
  const record = device(paper.owner)
  if (record === undefined) return ok({ paper, verdict: { kind: 'provisional' } })
  const { kind, publicKey, revokedAt } = record
  if (kind !== 'kiosk' || !isPaperSigned(read.value, { tenantId, publicKey, verify }))
    return err('forged')
  const verdict: PaperVerdict =
    revokedAt === null ? { kind: 'proven' } : { kind: 'revoked', revokedAt }
  return ok({ paper, verdict })
}
