import * as v from 'valibot'
import { canonicalJson } from '../canonical-json/canonical-json.ts'
import { PublicKey, Signature, signText, type KeyPair, type VerifyText } from '../crypto/keys.ts'
import { DeviceId, OperatorId, TenantId } from '../ids/ids.ts'
import { RiskEnvelope } from './risk-envelope.ts'
import { PixReceiver } from './static-br-code.ts'

/** The most charges a kiosk may hold in advance for one service. */
export const maxPoolPerService = 20

const decided = {
  envelope: RiskEnvelope,
  /** Charges made in advance for each service; 0 makes none. */
  poolPerService: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxPoolPerService)),
}

/** Parses what a manager decides about selling while a kiosk cannot reach the gateway. */
export const OfflineSettings = v.object({
  ...decided,
  /** In whose name static codes are shown; `null` while nobody has tried that the bank reports them. */
  staticPix: v.nullable(v.omit(PixReceiver, ['pixKey'])),
})
/** What a manager decides about selling while a kiosk cannot reach the gateway. */
export type OfflineSettings = v.InferOutput<typeof OfflineSettings>

/** Parses the settings with when they were decided (ms since 1970) and by whom; `null` for those a studio begins with. */
export const OfflineSettingsShown = v.object({
  ...OfflineSettings.entries,
  changedAt: v.nullable(v.pipe(v.number(), v.safeInteger())),
  changedBy: v.nullable(OperatorId),
})
/** What a manager decided about selling while a kiosk cannot reach the gateway, and when. */
export type OfflineSettingsShown = v.InferOutput<typeof OfflineSettingsShown>

/** Parses the settings with the key that receives the tenant's money, which nobody types here. */
export const OfflineRules = v.object({ ...decided, staticPix: v.nullable(PixReceiver) })
/** What a manager allows a kiosk to do while it cannot reach the gateway. */
export type OfflineRules = v.InferOutput<typeof OfflineRules>

/** Parses the rules as the gateway gives them to one kiosk at one moment (ms since 1970). */
export const OfflineTerms = v.object({
  ...OfflineRules.entries,
  tenantId: TenantId,
  device: DeviceId,
  issuedAt: v.pipe(v.number(), v.safeInteger()),
})
/** The rules for one kiosk, good for the envelope's minutes from `issuedAt`. */
export type OfflineTerms = v.InferOutput<typeof OfflineTerms>

/** Parses terms with the signature of the tenant's settlement key. */
export const SignedOfflineTerms = v.object({
  terms: OfflineTerms,
  key: PublicKey,
  signature: Signature,
})
/** Terms with the signature of the tenant's settlement key. */
export type SignedOfflineTerms = v.InferOutput<typeof SignedOfflineTerms>

/** Signs terms. */
export const signOfflineTerms = (terms: OfflineTerms, key: KeyPair): SignedOfflineTerms => ({
  terms,
  key: key.publicKey,
  signature: signText(textOf(terms), key.secretKey),
})

/** Says whether terms are for this device and signed with a key of its tenant, as it learned them when it was paired. */
export const areTermsOf = (
  device: { readonly tenantId: TenantId; readonly device: DeviceId },
  { terms, key, signature }: SignedOfflineTerms,
  trust: { readonly keys: readonly PublicKey[]; readonly verify: VerifyText },
): boolean =>
  terms.tenantId === device.tenantId &&
  terms.device === device.device &&
  trust.keys.includes(key) &&
  trust.verify(textOf(terms), signature, key)

const textOf = (terms: OfflineTerms): string => `totem-offline-terms\n${canonicalJson(terms)}`
