import * as v from 'valibot'
import { expect, test } from 'vitest'
import { err, ok, type Result } from '@totem/shared-schema'
import { fakeSession, unreachable } from '../sync/_fake-session.ts'
import { type RequestProblem } from '../sync/request.ts'
import { createMirror } from './mirror.ts'

const Row = v.object({ id: v.string(), at: v.number() })
type Row = v.InferOutput<typeof Row>

const aPage = (documents: readonly object[], over: object = {}): Result<unknown, RequestProblem> =>
  ok({ documents, checkpoint: { token: 'next' }, more: false, epoch: 'one', ...over })

const aMirror = (...answers: readonly Result<unknown, RequestProblem>[]) => {
  const { session, asked } = fakeSession(answers)
  const shown: (readonly Row[])[] = []
  const mirror = createMirror({
    session,
    collection: 'tickets',
    schema: Row,
    onChange: () => shown.push(mirror.documents()),
  })
  return { mirror, asked, shown }
}

test('pages are pulled to the end, from where the last pull stood', async () => {
  const { mirror, asked } = aMirror(
    aPage([{ id: 'a', at: 1 }], { more: true, checkpoint: { token: 'one' } }),
    aPage([{ id: 'b', at: 1 }, { of: 'a newer build' }]),
    aPage([{ id: 'a', at: 2 }]),
  )
  expect(await mirror.catchUp()).toBe(true)
  expect(mirror.documents()).toEqual([
    { id: 'a', at: 1 },
    { id: 'b', at: 1 },
  ])
  await mirror.catchUp()
  expect(mirror.documents()).toEqual([
    { id: 'a', at: 2 },
    { id: 'b', at: 1 },
  ])
  expect(asked.map(({ path }) => path)).toEqual([
    '/sync/tickets/pull?limit=1000',
    '/sync/tickets/pull?limit=1000&checkpoint=one',
    '/sync/tickets/pull?limit=1000&checkpoint=next',
  ])
})

test('a row that comes during a pull counts after it, so what is newer stays', async () => {
  const { mirror, shown } = aMirror(aPage([{ id: 'a', at: 1 }]))
  const pulled = mirror.catchUp()
  mirror.take([{ id: 'a', at: 2 }])
  expect(shown).toEqual([])
  await pulled
  expect(shown).toEqual([[{ id: 'a', at: 2 }]])
})

test('a restored database takes away what it does not hold', async () => {
  const { mirror } = aMirror(
    aPage([{ id: 'a', at: 1 }]),
    aPage([{ id: 'b', at: 1 }], { epoch: 'two' }),
  )
  await mirror.catchUp()
  await mirror.catchUp()
  expect(mirror.documents()).toEqual([{ id: 'b', at: 1 }])
})

test('a gateway that cannot be asked takes nothing away', async () => {
  const { mirror } = aMirror(aPage([{ id: 'a', at: 1 }]), err(unreachable))
  await mirror.catchUp()
  expect(await mirror.catchUp()).toBe(false)
  expect(mirror.documents()).toEqual([{ id: 'a', at: 1 }])
})

test('a tombstone takes a document away', async () => {
  const { mirror } = aMirror(aPage([{ id: 'a', at: 1 }]))
  await mirror.catchUp()
  mirror.take([{ id: 'a', _deleted: true }])
  expect(mirror.documents()).toEqual([])
})
