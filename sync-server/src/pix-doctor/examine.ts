import { Cents, chargeTxid, KioskLetter, makePaymentIntent } from '@totem/shared-schema'
import * as v from 'valibot'
import { type CheckedTls, checkTls, type TlsMaterial } from '../payments/bacen/tls-material.ts'
import { type PixBankSettings } from '../payments/provider-settings.ts'
import { type PaymentProvider } from '../payments/provider.ts'
import { type Finding, severityOf } from './finding.ts'

/** What the doctor works with. */
export interface DoctorDeps {
  readonly nowMs: () => number
  readonly randomBytes: (length: number) => Uint8Array
  readonly readBytes: (path: string) => Buffer | undefined
  /** Makes the provider to be examined; without `tls` it speaks to the bank without a certificate. */
  readonly openBank: (tls: TlsMaterial | undefined, clientSecret: string) => OpenBank
}

/** A provider, open as long as it is examined. */
export interface OpenBank extends AsyncDisposable {
  readonly provider: PaymentProvider
}

/** What is to be examined. */
export interface Patient {
  readonly settings: Omit<PixBankSettings, 'kind' | 'earlier' | 'clientSecretFile'>
  readonly secret: { readonly file: string; readonly text: string | undefined }
  /** The origin the bank is to call; `null` when it is not known yet. */
  readonly callbackOrigin: string | null
  /** Whether a charge of one centavo is made and withdrawn; some banks may ask a fee for it. */
  readonly isCharged: boolean
}

/** How long one question to the bank may take, in ms. */
const questionMs = 10_000
const dayMs = 24 * 60 * 60 * 1_000

/** Looks at everything between us and the bank, in the order in which it has to be mended. */
export async function* examine(deps: DoctorDeps, patient: Patient): AsyncGenerator<Finding> {
  const { settings, secret } = patient
  const url = new URL(settings.baseUrl)
  const isHttps = url.protocol === 'https:'
  yield { about: 'address', host: url.host, isHttps }
  const text = secret.text?.trim() ?? ''
  yield { about: 'secret', file: secret.file, isThere: text !== '' }
  const tls = readTls(deps, settings)
  const certificate = certificateFinding(tls, { isHttps, nowMs: deps.nowMs() })
  yield certificate
  // Without these the bank can only say no, and too many questions get an address blocked.
  const isReady = text !== '' && (tls === undefined || tls.ok) && !hasEnded(certificate)
  if (!isReady) return
  await using bank = deps.openBank(tls?.ok === true ? tls.value.material : undefined, text)
  yield* askBank(deps, patient, bank.provider)
}

async function* askBank(
  { randomBytes }: DoctorDeps,
  { callbackOrigin, isCharged }: Patient,
  provider: PaymentProvider,
): AsyncGenerator<Finding> {
  const soon = (): AbortSignal => AbortSignal.timeout(questionMs)
  const health = await provider.health(soon())
  yield { about: 'access', failure: health.ok ? null : health.error }
  if (!health.ok) return
  const registered = await provider.hooks?.registered(soon())
  if (registered !== undefined)
    yield { about: 'key', failure: registered.ok ? null : registered.error }
  if (registered?.ok === true)
    yield {
      about: 'webhook',
      registered: registered.value === undefined ? null : new URL(registered.value).origin,
      expected: callbackOrigin,
    }
  if (!isCharged) return
  const txid = chargeTxid(makePaymentIntent(v.parse(KioskLetter, 'Z'), randomBytes), 1)
  const order = {
    txid,
    amountCents: v.parse(Cents, 1),
    description: 'Teste do Totem, não pagar',
    expiresInSeconds: 60,
  }
  const made = await provider.createCharge(order, soon())
  const ended = made.ok ? await provider.cancelCharge(txid, soon()) : made
  yield { about: 'test_charge', failure: ended.ok ? null : ended.error }
}

const readTls = (
  { readBytes }: DoctorDeps,
  { tls }: Patient['settings'],
): ReturnType<typeof checkTls> | undefined =>
  tls === undefined
    ? undefined
    : checkTls({
        cert: readBytes(tls.certFile),
        key: readBytes(tls.keyFile),
        ca: tls.caFile === undefined ? null : readBytes(tls.caFile),
      })

const certificateFinding = (
  tls: ReturnType<typeof checkTls> | undefined,
  { isHttps, nowMs }: { readonly isHttps: boolean; readonly nowMs: number },
): Finding => {
  if (tls === undefined) return { about: 'no_certificate', isHttps }
  return tls.ok ? datesOf(tls.value, nowMs) : { about: 'certificate_fault', fault: tls.error }
}

const datesOf = ({ subject, validFromMs, validToMs }: CheckedTls, nowMs: number): Finding => ({
  about: 'certificate',
  subject,
  daysLeft: Math.floor((validToMs - nowMs) / dayMs),
  daysUntilValid: Math.ceil((validFromMs - nowMs) / dayMs),
})

const hasEnded = (finding: Finding): boolean =>
  finding.about === 'certificate' && severityOf(finding) === 'bad'
