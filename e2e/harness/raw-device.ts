import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import {
  ChallengeResponse,
  challengeText,
  DeviceId,
  KioskLetter,
  PushResponse,
  SecretKey,
  signText,
  TenantId,
  TokenResponse,
  type PushResult,
} from '@totem/shared-schema'
import { type TestStack } from './test-stack.ts'

const DeviceRecord = v.object({
  kind: v.literal('device'),
  device: DeviceId,
  tenantId: TenantId,
  letter: v.nullable(KioskLetter),
  secretKey: SecretKey,
})

/** Somebody who holds a kiosk's key and speaks plain HTTP: what no honest device sends can be sent. */
export interface RawDevice extends Omit<v.InferOutput<typeof DeviceRecord>, 'kind'> {
  readonly push: (collection: string, rows: readonly unknown[]) => Promise<readonly PushResult[]>
}

/** Takes the key out of a kiosk's ledger and signs in with it. */
export const rawDeviceOf = async (
  { origin, folder }: TestStack,
  name: string,
): Promise<RawDevice> => {
  const ledger = await readFile(join(folder, name, 'kiosk', 'totem-kiosk-demo-ledger'), 'utf8')
  const [first = ''] = ledger.split('\n')
  const identity = v.parse(DeviceRecord, JSON.parse(first.slice(first.indexOf('{'))))
  const { device, tenantId: tenant, secretKey } = identity

  const post = async (path: string, body: unknown, token?: string): Promise<unknown> => {
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const response = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  const { challenge } = v.parse(
    ChallengeResponse,
    await post('/devices/challenge', { tenant, device }),
  )
  const signature = signText(challengeText(device, challenge), secretKey)
  const { token } = v.parse(
    TokenResponse,
    await post('/devices/token', { tenant, device, challenge, signature }),
  )
  return {
    ...identity,
    push: async (collection, rows) =>
      v.parse(PushResponse, await post(`/sync/${collection}/push`, { rows }, token)).results,
  }
}
