import { randomBytes } from 'node:crypto'
import { keyPairFromSeed, LoginResponse, type TenantProfile } from '@totem/shared-schema'
import * as v from 'valibot'
import { operator } from './operator.ts'
import { post } from './wire-kiosk.ts'

/** A tablet reduced to its right to read. */
export interface WireTablet {
  readonly token: string
  readonly profile: TenantProfile
}

/** Logs the operator in with a new key, as a new tablet does. */
export const logIn = async (origin: string): Promise<WireTablet> => {
  const { publicKey } = keyPairFromSeed(new Uint8Array(randomBytes(32)))
  const answer = await post(`${origin}/auth/login`, { body: { ...operator, publicKey } })
  const { accessToken: token, profile } = v.parse(LoginResponse, answer)
  return { token, profile }
}
