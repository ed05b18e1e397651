import { Cents } from '@totem/shared-schema'
import { Registry } from 'prom-client'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOrder, providerAcceptance } from '../_provider-acceptance.ts'
import { createBankMetrics } from '../line/bank-metrics.ts'
import { type PaymentProvider } from '../provider.ts'
import { type SimulatedTerminal, startSimulatedTerminal } from './_simulated-terminal.ts'
import { createTerminalProvider } from './terminal-provider.ts'

const token = 'bridge-token'
const providerAt = (baseUrl: string, given = token): PaymentProvider =>
  createTerminalProvider({
    config: { baseUrl, token: given, terminal: 'balcao-1' },
    fetch,
    tenant: 'demo',
    metrics: createBankMetrics(new Registry()),
    nowMs: Date.now,
    random: Math.random,
  })

providerAcceptance('a card terminal', async () => {
  const terminal = await startSimulatedTerminal(token)
  return {
    provider: providerAt(terminal.url),
    unreachable: providerAt('http://127.0.0.1:1'),
    pay: (txid) => terminal.holdCard(txid, 'good'),
    [Symbol.asyncDispose]: () => terminal[Symbol.asyncDispose](),
  }
})

describe('an order at a terminal', () => {
  const soon = (): AbortSignal => AbortSignal.timeout(5_000)
  let terminal: SimulatedTerminal
  beforeAll(async () => {
    terminal = await startSimulatedTerminal(token)
  })
  afterAll(() => terminal[Symbol.asyncDispose]())

  const statusOf = async (provider: PaymentProvider, txid: string): Promise<unknown> => {
    const report = await provider.getCharge(txid, soon())
    return report.ok ? report.value.status : report.error
  }

  test('is shown as waiting at its terminal', async () => {
    expect(await providerAt(terminal.url).createCharge(anOrder(), soon())).toMatchObject({
      ok: true,
      value: { kind: 'terminal', terminal: 'balcao-1' },
    })
  })

  test('stays open while a card is in it and after one was declined, and is paid by another', async () => {
    const provider = providerAt(terminal.url)
    const order = anOrder()
    await provider.createCharge(order, soon())
    const declined = terminal.holdCard(order.txid, 'declined')
    expect(await statusOf(provider, order.txid)).toBe('open')
    await declined
    expect(await statusOf(provider, order.txid)).toBe('open')
    await terminal.holdCard(order.txid, 'good')
    expect(await statusOf(provider, order.txid)).toBe('paid')
  })

  test('is not withdrawn from under a card', async () => {
    const provider = providerAt(terminal.url)
    const order = anOrder()
    await provider.createCharge(order, soon())
    const card = terminal.holdCard(order.txid, 'good')
    expect(await provider.cancelCharge(order.txid, soon())).toEqual({
      ok: false,
      error: { kind: 'refused', reason: 'card_in_terminal' },
    })
    await card
    expect(await provider.cancelCharge(order.txid, soon())).toEqual({ ok: true, value: 'ended' })
  })

  test('keeps its first amount', async () => {
    const provider = providerAt(terminal.url)
    const order = anOrder()
    await provider.createCharge(order, soon())
    const dearer = { ...order, amountCents: v.parse(Cents, order.amountCents + 1) }
    expect(await provider.createCharge(dearer, soon())).toEqual({
      ok: false,
      error: { kind: 'malformed', reason: 'another_order' },
    })
  })

  test('is refused to strangers', async () => {
    expect(await providerAt(terminal.url, 'other').createCharge(anOrder(), soon())).toMatchObject({
      error: { kind: 'refused', reason: 'status_401' },
    })
  })
})
