import * as v from 'valibot'
import { PublicKey, Signature } from '../crypto/keys.ts'
import { SealingKey } from '../crypto/seal.ts'
import { PrivacyNotice } from '../customer/privacy-notice.ts'
import { DeviceId, GrantId, KioskLetter, OperatorId, TenantId } from '../ids/ids.ts'
import { StaffPin } from './staff-pin.ts'

/** Parses a pairing code as printed: 8 characters without look-alikes, good once. */
export const PairingCode = v.pipe(v.string(), v.toUpperCase(), v.regex(/^[0-9A-HJKMNP-TV-Z]{8}$/))

/** The kinds of device that are paired with a code; a tablet belongs to whoever logs in on it. */
export const pairedKinds = ['kiosk', 'panel'] as const
/** What a pairing code is good for. */
export type PairedKind = (typeof pairedKinds)[number]

/** Parses the body of `POST /devices/pair`: the code, the key that the device made for itself, and what it is. */
export const PairRequest = v.object({
  code: PairingCode,
  publicKey: PublicKey,
  kind: v.optional(v.picklist(pairedKinds), 'kiosk'),
})
/** A kiosk or panel that asks to belong to a tenant. */
export type PairRequest = v.InferInput<typeof PairRequest>

/** Parses what every signing device must know of its tenant. */
export const TenantProfile = v.object({
  tenantId: TenantId,
  studio: v.pipe(v.string(), v.maxLength(60)),
  timeZone: v.pipe(v.string(), v.maxLength(40)),
  sealingKey: SealingKey,
  /** Keys with which the gateway signs what a device must believe without asking; a device paired before has none. */
  settlementKeys: v.exactOptional(v.array(PublicKey)),
  notice: PrivacyNotice,
  /** Opens the staff's corner of a kiosk, also without a network; absent until somebody sets it. */
  staffPin: v.exactOptional(StaffPin),
  /** The build that kiosks are to stay on although a newer one waits. */
  stayOnBuild: v.exactOptional(v.pipe(v.string(), v.regex(/^[\w.-]{1,60}$/))),
  /** When a manager last told kiosks to take a waiting build although something is not sent yet, in ms since 1970. */
  updateOrderedAt: v.exactOptional(v.pipe(v.number(), v.safeInteger())),
})
/** What a device knows of the studio it works for. */
export type TenantProfile = v.InferOutput<typeof TenantProfile>

/** Parses the answer to a pairing. */
export const PairResponse = v.object({
  device: DeviceId,
  letter: v.nullable(KioskLetter),
  profile: TenantProfile,
})
/** What a device gets when it is paired: a kiosk its letter, and every device its tenant. */
export type PairResponse = v.InferOutput<typeof PairResponse>

/** Parses the body of `POST /devices/challenge`. Device ids are looked up within a tenant. */
export const ChallengeRequest = v.object({ tenant: TenantId, device: DeviceId })

/** Parses the answer of `POST /devices/challenge`. */
export const ChallengeResponse = v.object({ challenge: v.pipe(v.string(), v.maxLength(2_000)) })

/** Parses the body of `POST /devices/token`: the challenge, signed by the device's key. */
export const TokenRequest = v.object({
  tenant: TenantId,
  device: DeviceId,
  challenge: v.pipe(v.string(), v.maxLength(2_000)),
  signature: Signature,
})

/** Parses the answer of `POST /devices/token`. */
export const TokenResponse = v.object({ token: v.string(), expiresInSeconds: v.number() })

/** Gives the text a device signs to prove that it holds its key. */
export const challengeText = (device: DeviceId, challenge: string): string =>
  `totem-device-token\n${device}\n${challenge}`

/** Parses the body of `POST /auth/login`. The tablet's key rides along: the grant is good on this device alone. */
export const LoginRequest = v.object({
  tenant: TenantId,
  username: OperatorId,
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  publicKey: PublicKey,
})

/** Parses a grant: the gateway's word that an operator may act on this device until a moment (ms since 1970). */
export const Grant = v.object({
  id: GrantId,
  operator: OperatorId,
  name: v.pipe(v.string(), v.maxLength(60)),
  role: v.picklist(['operator', 'manager']),
  device: DeviceId,
  until: v.pipe(v.number(), v.safeInteger()),
})
/** The gateway's word that an operator may act on a device. */
export type Grant = v.InferOutput<typeof Grant>

/** Parses the answer of `POST /auth/login`. */
export const LoginResponse = v.object({
  device: DeviceId,
  grant: Grant,
  profile: TenantProfile,
  accessToken: v.string(),
  refreshToken: v.string(),
  expiresInSeconds: v.number(),
})
/** What a tablet gets when an operator logs in. */
export type LoginResponse = v.InferOutput<typeof LoginResponse>

/** Parses 32 random bytes as base64url, made by a tablet for its next refresh token. */
export const RefreshSecret = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))

/**
 * Parses the body of `POST /auth/refresh`. The tablet chooses the secret of its next token and keeps it
 * before asking: when the answer is lost, the same request is answered again, while anybody
 * else who shows the used token ends the session.
 */
export const RefreshRequest = v.object({
  refreshToken: v.pipe(v.string(), v.maxLength(200)),
  next: RefreshSecret,
})
/** A tablet that asks for a fresh access token. */
export type RefreshRequest = v.InferInput<typeof RefreshRequest>

/** Parses the answer of `POST /auth/refresh`. */
export const RefreshResponse = v.object({
  accessToken: v.string(),
  refreshToken: v.string(),
  expiresInSeconds: v.number(),
})
/** What a tablet gets in exchange for its refresh token. */
export type RefreshResponse = v.InferOutput<typeof RefreshResponse>
