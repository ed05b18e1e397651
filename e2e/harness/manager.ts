import { randomBytes } from 'node:crypto'
import {
  keyPairFromSeed,
  LoginRequest,
  LoginResponse,
  type OfflineSettings,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { type TestStack } from './test-stack.ts'

/** Sets, as the demo's manager, what kiosks may sell while they cannot see a payment confirmed. */
export const setOfflineSettings = async (
  { origin }: TestStack,
  settings: OfflineSettings,
): Promise<void> => {
  const ask = async (
    method: 'POST' | 'PUT',
    path: string,
    { body, token }: { readonly body: unknown; readonly token?: string },
  ): Promise<unknown> => {
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const answer = await fetch(origin + path, {
      method,
      headers: { 'content-type': 'application/json', ...authorization },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  const login = v.parse(LoginRequest, {
    tenant: 'demo',
    username: 'gerente',
    password: 'totem-gerente',
    publicKey: keyPairFromSeed(randomBytes(32)).publicKey,
  })
  const { accessToken } = v.parse(LoginResponse, await ask('POST', '/auth/login', { body: login }))
  await ask('PUT', '/payments/envelope', { body: settings, token: accessToken })
}
