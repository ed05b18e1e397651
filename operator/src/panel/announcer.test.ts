import { type TicketId } from '@totem/shared-schema'
import { expect, test } from 'vitest'
import { createAnnouncer } from './announcer.ts'
import { type Call } from './board-view.ts'
import { newCalls } from './new-calls.ts'
import { spokenCall } from './spoken-call.ts'

const nowMs = Date.UTC(2026, 10, 23, 15)

const aCall = (number: string, over: Partial<Call> = {}): Call => ({
  id: `t${number}` as TicketId,
  number,
  service: 'Banheira de Gelo',
  color: '#0b6fa4',
  slot: null,
  calledAt: nowMs - 1_000,
  ...over,
})

/** A voice whose sentences a test ends by hand. */
const aStage = (standing: (call: Call) => boolean = () => true) => {
  const heard: string[] = []
  const turns: (string | undefined)[] = []
  let end = (): void => undefined
  const announcer = createAnnouncer({
    chime: () => {
      heard.push('chime')
      return Promise.resolve()
    },
    speak: (text) => {
      heard.push(text)
      return new Promise((resolve) => (end = resolve))
    },
    stands: standing,
    onTurn: (call) => turns.push(call?.number),
  })
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))
  return {
    announcer,
    heard,
    turns,
    settle,
    endSentence: async () => {
      end()
      await settle()
    },
  }
}

test('two calls are announced one after the other and never over one another', async () => {
  const stage = aStage()
  stage.announcer.add([aCall('A-001'), aCall('A-002')])
  await stage.settle()
  expect(stage.heard).toEqual(['chime', 'Senha A 0 0 1. Banheira de Gelo.'])
  await stage.endSentence()
  expect(stage.heard.slice(2)).toEqual(['chime', 'Senha A 0 0 2. Banheira de Gelo.'])
  await stage.endSentence()
  expect(stage.turns).toEqual(['A-001', 'A-002', undefined])
})

test('who is no longer called when their turn comes is passed over', async () => {
  const stage = aStage(({ number }) => number !== 'A-002')
  stage.announcer.add([aCall('A-001'), aCall('A-002'), aCall('A-003')])
  await stage.settle()
  await stage.endSentence()
  await stage.endSentence()
  expect(stage.turns).toEqual(['A-001', 'A-003', undefined])
})

test('a recall of somebody who still waits for their turn is one announcement', async () => {
  const stage = aStage()
  stage.announcer.add([aCall('A-001')])
  stage.announcer.add([aCall('A-002')])
  stage.announcer.add([aCall('A-002', { calledAt: nowMs })])
  await stage.settle()
  await stage.endSentence()
  await stage.endSentence()
  expect(stage.turns).toEqual(['A-001', 'A-002', undefined])
})

test('a sentence names number, service and device', () => {
  expect(spokenCall(aCall('AB-1017', { slot: 2 }))).toBe(
    'Senha A B 1 0 1 7. Banheira de Gelo, aparelho 2.',
  )
})

test('calls before the panel woke up are silent; calls and recalls after it are not', () => {
  const [first, second] = [aCall('A-001'), aCall('A-002', { calledAt: nowMs })]
  const woken = newCalls(undefined, [first], nowMs)
  expect(woken.fresh).toEqual([])
  const called = newCalls(woken.heard, [second, first], nowMs)
  expect(called.fresh).toEqual([second])
  expect(newCalls(called.heard, [second, first], nowMs).fresh).toEqual([])
  const recalled = { ...first, calledAt: nowMs + 5 }
  expect(newCalls(called.heard, [recalled, second], nowMs).fresh).toEqual([recalled])
})

test('a call that an outage kept back for minutes is shown and not shouted', () => {
  const late = aCall('A-001', { calledAt: nowMs - 130_000 })
  expect(newCalls(new Map(), [late], nowMs).fresh).toEqual([])
})
