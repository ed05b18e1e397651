import { gzipSync } from 'node:zlib'
import {
  challengeText,
  ChallengeResponse,
  PushResponse,
  signText,
  TokenResponse,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { demoTenant, type Seller, type Sold } from './seller.ts'

/** A kiosk reduced to what goes over the wire: hundreds of them fit into one process. */
export interface WireKiosk {
  readonly token: string
  /** Resolves when all are acknowledged; throws when one is not. */
  readonly pushTickets: (sold: readonly Sold[]) => Promise<void>
  readonly pushCustomers: (sold: readonly Sold[]) => Promise<void>
}

/** Signs an enrolled kiosk in. */
export const signIn = async (origin: string, { device, keys }: Seller): Promise<WireKiosk> => {
  const who = { tenant: demoTenant, device }
  const { challenge } = v.parse(
    ChallengeResponse,
    await post(`${origin}/devices/challenge`, { body: who }),
  )
  const signature = signText(challengeText(device, challenge), keys.secretKey)
  const answer = { ...who, challenge, signature }
  const { token } = v.parse(TokenResponse, await post(`${origin}/devices/token`, { body: answer }))

  const push = async (collection: string, rows: readonly object[]): Promise<void> => {
    const url = `${origin}/sync/${collection}/push`
    const { results } = v.parse(PushResponse, await post(url, { body: { rows }, token }))
    const refused = results.find(({ status }) => status !== 'stored')
    if (refused !== undefined) throw new Error(`${collection}: ${JSON.stringify(refused)}`)
  }
  return {
    token,
    pushTickets: (sold) =>
      push(
        'tickets',
        sold.map(({ document }) => ({ ...document, known: Object.keys(document.events).length })),
      ),
    pushCustomers: (sold) =>
      push(
        'customers',
        sold.map(({ customer }) => customer),
      ),
  }
}

/** Above this size, in characters, devices compress what they send. */
const compressAbove = 1_024

/** Posts JSON as devices do and gives the JSON of the answer. Throws when the answer is an error. */
export const post = async (
  url: string,
  { body, token }: { readonly body: unknown; readonly token?: string },
): Promise<unknown> => {
  const text = JSON.stringify(body)
  const isLarge = text.length > compressAbove
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(isLarge && { 'content-encoding': 'gzip' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: isLarge ? gzipSync(text) : text,
  })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return response.json()
}
