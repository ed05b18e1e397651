import { err, ok } from '@totem/shared-schema'
import { type Device, type RequestProblem } from '@totem/shared-schema/local-store'
import { createRoot } from 'solid-js'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { createQuestion, type Question } from './create-question.ts'
import { requestProblemText } from './manager.texts.ts'

const unreachable = { kind: 'unreachable', detail: 'no network' } as const

/** A question to a gateway that gives these answers one after the other, each a millisecond later. */
const asked = (
  answers: readonly (string | undefined)[],
  problem: RequestProblem = unreachable,
): Question<string> => {
  const left = [...answers]
  const device = {
    ask: () => {
      const answer = left.shift()
      return Promise.resolve(answer === undefined ? err(problem) : ok(answer))
    },
  } as unknown as Pick<Device, 'ask'>
  let now = 0
  const nowMs = (): number => (now += 1)
  return createRoot(() => createQuestion(device, { path: '/x', answer: v.string(), nowMs }))
}
/** The question asks by itself once. */
const settled = (): Promise<void> => new Promise((done) => setTimeout(done))
const text = requestProblemText(unreachable)

test('what was read stays when a later look fails, with when it was read and what went wrong', async () => {
  const question = asked(['one', undefined, 'two'])
  await settled()
  expect(question.answer()).toEqual({ kind: 'ready', value: 'one', readAt: 1, trouble: null })
  await question.ask()
  expect(question.answer()).toEqual({ kind: 'ready', value: 'one', readAt: 1, trouble: text })
  question.put((before) => `${before}!`)
  expect(question.answer()).toEqual({ kind: 'ready', value: 'one!', readAt: 1, trouble: text })
  await question.ask()
  expect(question.answer()).toEqual({ kind: 'ready', value: 'two', readAt: 2, trouble: null })
})

test('a first look that fails has nothing to show but why', async () => {
  const question = asked([undefined, 'one'])
  await settled()
  expect(question.answer()).toEqual({ kind: 'failed', text })
  await question.ask()
  expect(question.answer()).toMatchObject({ kind: 'ready', value: 'one' })
})

test('who may not look any more sees nothing of what was read', async () => {
  const answered = { kind: 'answered', code: 'role', detail: '', retryAfterSeconds: 0 } as const
  const question = asked(['one', undefined], { ...answered, status: 403 })
  await settled()
  await question.ask()
  expect(question.answer()).toMatchObject({ kind: 'failed' })
})
