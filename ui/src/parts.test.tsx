import { cleanup, fireEvent, render, screen } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { afterEach, expect, test, vi } from 'vitest'
import { Button, Notice, SyncBadge, TextField } from './index.ts'

afterEach(cleanup)

test('a busy button takes no second press and says that it is busy', () => {
  const onClick = vi.fn()
  const [isBusy, setBusy] = createSignal(false)
  render(() => (
    <Button busy={isBusy()} onClick={onClick}>
      Salvar
    </Button>
  ))
  const button = screen.getByRole('button', { name: 'Salvar' })
  fireEvent.click(button)
  setBusy(true)
  fireEvent.click(button)
  expect(onClick).toHaveBeenCalledTimes(1)
  expect(button.getAttribute('aria-busy')).toBe('true')
})

test('a button submits no form unless told to', () => {
  render(() => <Button>Voltar</Button>)
  expect(screen.getByRole('button').getAttribute('type')).toBe('button')
})

test('the error of a field is tied to it and replaces the hint', () => {
  const [error, setError] = createSignal<string>()
  render(() => <TextField label="CPF" hint="11 números" error={error()} testId="cpf" />)
  const field = screen.getByLabelText('CPF')
  const note = (): string | undefined =>
    document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent
  expect([note(), field.getAttribute('aria-invalid')]).toEqual(['11 números', null])
  setError('Faltam números.')
  expect([note()?.trim(), field.getAttribute('aria-invalid')]).toEqual(['Faltam números.', 'true'])
  expect(field.dataset['testid']).toBe('cpf')
})

test.for([
  { tone: 'bad', role: 'alert' },
  { tone: 'info', role: 'status' },
] as const)('a notice in tone $tone is announced as $role', ({ tone, role }) => {
  render(() => <Notice tone={tone} title="Atenção" />)
  expect(screen.getByRole(role).textContent).toBe('Atenção')
})

test('the connection carries its state for tests and tools', () => {
  render(() => (
    <SyncBadge state="syncing" pending={3}>
      Enviando…
    </SyncBadge>
  ))
  const badge = screen.getByTestId('sync-status')
  expect(['data-state', 'data-pending'].map((name) => badge.getAttribute(name))).toEqual([
    'syncing',
    '3',
  ])
})
