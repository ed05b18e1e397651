import { randomBytes } from 'node:crypto'
import {
  keyPairFromSeed,
  LoginRequest,
  LoginResponse,
  ManagedDevices,
  type OfflineSettings,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { type TestStack } from './test-stack.ts'

/** What the gateway is asked. */
interface Question {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly body?: unknown
}

/** Logs the demo's manager in, and gives a way to ask the gateway as that manager; throws what it refuses. */
export const logInAsManager = async ({
  origin,
}: TestStack): Promise<(question: Question) => Promise<unknown>> => {
  const ask = async ({ method, path, body }: Question, token?: string): Promise<unknown> => {
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const answer = await fetch(origin + path, {
      method,
      headers: { 'content-type': 'application/json', ...authorization },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  const body = v.parse(LoginRequest, {
    tenant: 'demo',
    username: 'gerente',
    password: 'totem-gerente',
    publicKey: keyPairFromSeed(randomBytes(32)).publicKey,
  })
  const login = await ask({ method: 'POST', path: '/auth/login', body })
  const { accessToken } = v.parse(LoginResponse, login)
  return (question) => ask(question, accessToken)
}

/** Sets, as the demo's manager, what kiosks may sell while they cannot see a payment confirmed. */
export const setOfflineSettings = async (
  totem: TestStack,
  settings: OfflineSettings,
): Promise<void> => {
  const ask = await logInAsManager(totem)
  await ask({ method: 'PUT', path: '/payments/envelope', body: settings })
}

/** Shuts the kiosk of a letter out, as the demo's manager. */
export const revokeKiosk = async (totem: TestStack, letter: string): Promise<void> => {
  const ask = await logInAsManager(totem)
  const answer = await ask({ method: 'GET', path: '/manager/devices' })
  const { devices } = v.parse(ManagedDevices, answer)
  const kiosk = devices.find((device) => device.letter === letter)
  if (kiosk === undefined) throw new Error(`no kiosk has the letter ${letter}`)
  await ask({ method: 'POST', path: `/manager/devices/${kiosk.id}/revoke` })
}
