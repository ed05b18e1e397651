import * as v from 'valibot'
import {
  err,
  LoginRequest,
  LoginResponse,
  ok,
  type Grant,
  type PublicKey,
  type RandomBytes,
  type Result,
} from '@totem/shared-schema'
import { type Credentials, type LoginProblem } from '../device.ts'
import { type Ledger } from '../ledger/ledger.ts'
import { type Connection } from '../sync/connection.ts'
import { type Clock, type Network } from '../sync/network.ts'
import { request, type RequestProblem } from '../sync/request.ts'
import { type Session } from '../sync/session.ts'
import { unlock, unlockRecord } from './unlock.ts'

/** Time limit of a log-in, in milliseconds; the gateway hashes passwords slowly on purpose. */
const loginTimeoutMs = 10_000

/** Asks the gateway to let an operator act on the device with this key. */
export const requestLogin = async (
  network: Network,
  credentials: Credentials,
  publicKey: PublicKey,
): Promise<Result<LoginResponse, LoginProblem>> => {
  const body = v.safeParse(LoginRequest, { ...credentials, publicKey })
  if (!body.success) return err({ kind: 'wrong_credentials' })
  const answer = await request(network, {
    method: 'POST',
    path: '/auth/login',
    body: body.output,
    timeoutMs: loginTimeoutMs,
    answer: LoginResponse,
  })
  return answer.ok ? answer : err(loginProblemOf(answer.error))
}

/** Logs an operator in on a device that is paired already; without a network, one whom it knows. */
export const login = async (
  parts: {
    readonly network: Network
    readonly ledger: Ledger
    readonly session: Session
    readonly connection: Connection
    readonly clock: Clock
    readonly randomBytes: RandomBytes
  },
  credentials: Credentials,
): Promise<Result<Grant, LoginProblem>> => {
  const { ledger, network } = parts
  const keys = ledger.state.device
  if (keys === null) throw new Error('log-in on a device that is not paired')
  if (credentials.tenant !== keys.tenantId) return err({ kind: 'wrong_credentials' })
  const answer = await requestLogin(network, credentials, keys.publicKey)
  if (!answer.ok) return answer.error.kind === 'offline' ? unlock(parts, credentials) : answer
  const { grant, profile } = answer.value
  const known = await unlockRecord(credentials.password, grant, parts.randomBytes)
  await ledger.write(() => ({
    records: [{ kind: 'profile', profile }, { kind: 'grant', grant }, known],
    value: undefined,
  }))
  parts.session.renew()
  parts.connection.restart()
  return ok(grant)
}

/** Logs the operator out. What the device still has to deliver stays and is delivered. */
export const logout = (ledger: Ledger): Promise<void> =>
  ledger.write(() => ({ records: [{ kind: 'grant', grant: null }], value: undefined }))

const loginProblemOf = (problem: RequestProblem): LoginProblem => {
  if (problem.kind === 'unreachable') return { kind: 'offline' }
  if (problem.status === 401) return { kind: 'wrong_credentials' }
  if (problem.status === 429)
    return { kind: 'locked', retryAfterSeconds: problem.retryAfterSeconds }
  return { kind: 'failed', detail: problem.detail }
}
