import * as v from 'valibot'

const FilePath = v.pipe(v.string(), v.nonEmpty())
const Fingerprint = v.pipe(
  v.string(),
  v.transform((text) => text.replaceAll(':', '').toLowerCase()),
  v.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 fingerprint'),
)

/** Parses the file of `WEBHOOK_GATE_FILE`: whose calls are let in at the webhooks, beyond the token of their address. */
export const WebhookGateFile = v.pipe(
  v.strictObject({
    /** Whether who calls must show a certificate; one that is shown must be right in any case. */
    certificate: v.optional(v.picklist(['required', 'if_present']), 'required'),
    /** A bank's authority signs its other customers too, so a certificate must have one of these names … */
    commonNames: v.optional(v.array(v.pipe(v.string(), v.nonEmpty())), []),
    /** … or one of these fingerprints, which no proxy of ours can vouch for. */
    fingerprints: v.optional(v.array(Fingerprint), []),
    /** Addresses of our own proxies: only they are believed about certificates they checked. */
    proxies: v.optional(v.array(v.pipe(v.string(), v.ip())), []),
    /** A port of its own at which the gateway asks for certificates itself. */
    listener: v.exactOptional(
      v.strictObject({
        host: v.optional(v.string(), '0.0.0.0'),
        port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
        certFile: FilePath,
        keyFile: FilePath,
        /** The bank's authorities. */
        clientCaFile: FilePath,
      }),
    ),
  }),
  v.check(
    ({ commonNames, fingerprints }) => commonNames.length + fingerprints.length > 0,
    'must name at least one certificate',
  ),
)
/** Whose calls are let in at the webhooks. */
export type WebhookGate = v.InferOutput<typeof WebhookGateFile>

/** Lets everybody try: the token, the signature and our own question to the bank remain. */
export const openGate: WebhookGate = {
  certificate: 'if_present',
  commonNames: [],
  fingerprints: [],
  proxies: [],
}

/** Who calls, as far as certificates tell. */
export type Caller =
  | { readonly kind: 'nobody' }
  | {
      readonly kind: 'certified'
      readonly commonName: string | undefined
      /** SHA-256, hex; unknown where a proxy checked. */
      readonly fingerprint: string | undefined
    }
  /** Showed a certificate that nobody we trust has signed. */
  | { readonly kind: 'untrusted' }

/** Why a caller is not let in. */
export type CallerRefusal = 'no_certificate' | 'wrong_certificate'

/** Judges a caller; `undefined` lets them in. */
export const refusalOf = (gate: WebhookGate, caller: Caller): CallerRefusal | undefined => {
  switch (caller.kind) {
    case 'nobody':
      return gate.certificate === 'required' ? 'no_certificate' : undefined
    case 'untrusted':
      return 'wrong_certificate'
    case 'certified': {
      const { commonName, fingerprint } = caller
      const isNamed = commonName !== undefined && gate.commonNames.includes(commonName)
      const isKnown = fingerprint !== undefined && gate.fingerprints.includes(fingerprint)
      return isNamed || isKnown ? undefined : 'wrong_certificate'
    }
  }
}
