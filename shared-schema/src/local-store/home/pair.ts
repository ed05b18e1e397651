import {
  deviceIdOf,
  err,
  keyPairFromSeed,
  ok,
  PairResponse,
  type KeyPair,
  type PairRequest,
  type RandomBytes,
  type Result,
} from '@totem/shared-schema'
import { requestLogin } from '../acts/login.ts'
import { unlockRecord } from '../acts/unlock.ts'
import { type Credentials, type LoginProblem, type PairProblem } from '../device.ts'
import { type LedgerRecord } from '../ledger/ledger-record.ts'
import { type Network } from '../sync/network.ts'
import { request } from '../sync/request.ts'

/** Time limit of a pairing, in milliseconds. */
const pairTimeoutMs = 10_000

/** The first records of a new device's ledger. */
export type BirthRecords = readonly [Extract<LedgerRecord, { kind: 'device' }>, ...LedgerRecord[]]

/** Makes a key and asks the gateway to let it be a kiosk. */
export const pairKiosk = async (
  network: Network,
  code: string,
  randomBytes: RandomBytes,
): Promise<Result<BirthRecords, PairProblem>> => {
  const keys = keyPairFromSeed(randomBytes(32))
  const answer = await pairDevice(network, { code, publicKey: keys.publicKey, kind: 'kiosk' })
  if (!answer.ok) return answer
  const { letter, profile } = answer.value
  return ok([birthOf(keys, profile.tenantId, letter), { kind: 'profile', profile }])
}

/** Asks the gateway to let the device with this key belong to the tenant that made the code. */
export const pairDevice = async (
  network: Network,
  body: PairRequest,
): Promise<Result<PairResponse, PairProblem>> => {
  const answer = await request(network, {
    method: 'POST',
    path: '/devices/pair',
    body,
    timeoutMs: pairTimeoutMs,
    answer: PairResponse,
  })
  if (answer.ok) return answer
  const { error } = answer
  if (error.kind === 'unreachable') return err({ kind: 'offline' })
  return err(error.status < 500 ? { kind: 'wrong_code' } : { kind: 'failed', detail: error.detail })
}

/** Makes a key and asks the gateway to let an operator act with it. */
export const enrolTablet = async (
  network: Network,
  credentials: Credentials,
  randomBytes: RandomBytes,
): Promise<Result<BirthRecords, LoginProblem>> => {
  const keys = keyPairFromSeed(randomBytes(32))
  const answer = await requestLogin(network, credentials, keys.publicKey)
  if (!answer.ok) return answer
  const { grant, profile } = answer.value
  return ok([
    birthOf(keys, profile.tenantId, null),
    { kind: 'profile', profile },
    { kind: 'grant', grant },
    await unlockRecord(credentials.password, grant, randomBytes),
  ])
}

const birthOf = (
  keys: KeyPair,
  tenantId: PairResponse['profile']['tenantId'],
  letter: PairResponse['letter'] | null,
): Extract<LedgerRecord, { kind: 'device' }> => ({
  kind: 'device',
  device: deviceIdOf(keys.publicKey),
  tenantId,
  letter,
  ...keys,
})
