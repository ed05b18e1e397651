import { TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { isWebhookToken, webhookToken } from './webhook-token.ts'

const demo = { tenantId: v.parse(TenantId, 'demo'), provider: 'pix' }
const [current, previous] = ['a'.repeat(43), 'b'.repeat(43)]

test('a token is 32 hex digits that name the tenant, and the same on every gateway', () => {
  const token = webhookToken(current, demo)
  expect(token).toMatch(/^[0-9a-f]{32}$/)
  expect(webhookToken(current, demo)).toBe(token)
})

test.for([
  ['the current secret', webhookToken(current, demo), true],
  ['the previous secret', webhookToken(previous, demo), true],
  ['another secret', webhookToken('c'.repeat(43), demo), false],
  [
    'another tenant',
    webhookToken(current, { ...demo, tenantId: v.parse(TenantId, 'norte') }),
    false,
  ],
  ['another provider', webhookToken(current, { ...demo, provider: 'card' }), false],
  ['nothing', '', false],
  ['more than it', `${webhookToken(current, demo)}0`, false],
] as const)('a token of %s', ([, token, isRight]) => {
  expect(isWebhookToken(token, demo, [current, previous])).toBe(isRight)
})
