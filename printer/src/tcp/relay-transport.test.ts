import { expect, test } from 'vitest'
import { createTestClock } from '../queue/_test-clock.ts'
import { describeTransport } from '../transport/_transport-acceptance.ts'
import { type Clock } from '../transport/transport.ts'
import { startRelayBench } from './_relay-bench.ts'
import { relayTransport, type RelaySocket } from './relay-transport.ts'

const pageClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}
const token = () => Promise.resolve('token')

describeTransport('TCP through a relay', async () => {
  const bench = await startRelayBench()
  return {
    transport: relayTransport({
      printer: 'balcao',
      openSocket: bench.openSocket,
      token,
      clock: pageClock,
    }),
    printer: bench.printer,
    // The kernel's buffers take what the printer does not, and a network announces nobody.
    hidesHeldPipe: true,
    isSilentOnArrival: true,
    [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose](),
  }
})

const deafSocket: RelaySocket = {
  send: () => undefined,
  close: () => undefined,
  addEventListener: () => undefined,
}

test('a gateway that does not answer is no printer', async () => {
  const clock = createTestClock()
  const opened = relayTransport({
    printer: 'balcao',
    openSocket: () => deafSocket,
    token,
    clock,
  }).open()
  await clock.advance(10_000)
  expect(await opened).toEqual({ ok: false, error: { kind: 'absent' } })
})

test('without a token nothing is opened', async () => {
  const transport = relayTransport({
    printer: 'balcao',
    openSocket: () => {
      throw new Error('not to be opened')
    },
    token: () => Promise.resolve(undefined),
    clock: pageClock,
  })
  expect(await transport.open()).toEqual({ ok: false, error: { kind: 'absent' } })
})
