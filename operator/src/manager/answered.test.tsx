import { cleanup, render, screen } from '@solidjs/testing-library'
import { err, ok } from '@totem/shared-schema'
import { type Device } from '@totem/shared-schema/local-store'
import * as v from 'valibot'
import { afterEach, expect, test } from 'vitest'
import { type Desk, DeskContext } from '../app/desk.ts'
import { settled } from '../testing/_render-app.tsx'
import { Answered } from './answered.tsx'
import { createQuestion } from './create-question.ts'

afterEach(cleanup)

/** Shows what a gateway answers, and a field to type in. */
const open = (answers: readonly (string | undefined)[]): void => {
  const left = [...answers]
  const device = {
    ask: () => {
      const answer = left.shift()
      return Promise.resolve(
        answer === undefined ? err({ kind: 'unreachable', detail: 'no network' }) : ok(answer),
      )
    },
  } as unknown as Device
  const desk = { device, timeZone: () => 'America/Sao_Paulo' } as unknown as Desk
  const Page = () => {
    const nowMs = () => Date.UTC(2026, 10, 23, 17, 2)
    const question = createQuestion(device, { path: '/x', answer: v.string(), nowMs })
    return (
      <>
        <button onClick={() => void question.ask()}>look</button>
        <Answered question={question}>
          {(value) => (
            <>
              <p>{value()}</p>
              <input aria-label="reason" />
            </>
          )}
        </Answered>
      </>
    )
  }
  render(() => (
    <DeskContext.Provider value={desk}>
      <Page />
    </DeskContext.Provider>
  ))
}
const look = async (): Promise<void> => {
  screen.getByText('look').click()
  await settled()
}

test('a later look that fails is told above what was read, and takes nothing that is being typed', async () => {
  open(['one', undefined, 'two'])
  await settled()
  const field = screen.getByLabelText<HTMLInputElement>('reason')
  field.value = 'half a word'
  await look()
  expect(screen.getByText(/Sem conexão com o servidor.*lido em 23\/11 14:02\./)).toBeDefined()
  expect(screen.getByText('one')).toBeDefined()
  screen.getByText('Tentar de novo').click()
  await settled()
  expect(screen.queryByText(/Sem conexão/)).toBeNull()
  expect(screen.getByText('two')).toBeDefined()
  expect(screen.getByLabelText('reason')).toBe(field)
  expect(field.value).toBe('half a word')
})
