import { cleanup, fireEvent, render, screen } from '@solidjs/testing-library'
import { err, ok } from '@totem/shared-schema'
import { type PanelBoard, type PanelDevice, type PanelHome } from '@totem/shared-schema/local-store'
import { BehaviorSubject } from 'rxjs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { gelo } from '../testing/_tickets.ts'
import { PanelApp } from './panel-app.tsx'

const nowMs = Date.UTC(2026, 10, 23, 15)
beforeEach(() => void vi.useFakeTimers({ now: nowMs }))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)

const aBoard = (calledAt: number): PanelBoard =>
  ({
    services: [gelo],
    figures: undefined,
    tickets: [
      {
        id: 't1',
        number: 'A-017',
        service: gelo.id,
        status: 'called',
        soldAt: nowMs,
        calledAt,
        slot: 2,
      },
    ],
  }) as unknown as PanelBoard

/** A panel whose device a test leads by the hand. */
const aPanel = () => {
  const board$ = new BehaviorSubject<PanelBoard | undefined>(undefined)
  const state$ = new BehaviorSubject<'live' | 'down' | 'revoked'>('live')
  const device: PanelDevice = {
    profile: { studio: 'Estúdio Demo', timeZone: 'America/Sao_Paulo' },
    board$,
    state$,
    [Symbol.dispose]: () => undefined,
  }
  return { board$, state$, device }
}

const show = (home: Partial<PanelHome>) => {
  const heard: string[] = []
  const world = { reloads: 0, heard }
  render(() => (
    <PanelApp
      environment={{
        home: {
          open: () => Promise.resolve(undefined),
          pair: () => Promise.resolve(err({ kind: 'wrong_code' })),
          forget: () => Promise.resolve(),
          ...home,
        },
        code: undefined,
        now: () => nowMs,
        bell: { isBlocked: () => false, ring: () => Promise.resolve() },
        voice: {
          isThere: () => false,
          speak: (text) => {
            heard.push(text)
            return Promise.resolve()
          },
        },
        setHeld: () => undefined,
        reload: () => (world.reloads += 1),
      }}
    />
  ))
  return world
}

test('a wrong code is told, the right one opens the board', async () => {
  const { device, board$ } = aPanel()
  const codes: string[] = []
  show({
    pair: (code) => {
      codes.push(code)
      return Promise.resolve(code === 'ABCD2345' ? ok(device) : err({ kind: 'wrong_code' }))
    },
  })
  await settle()
  const type = async (value: string): Promise<void> => {
    fireEvent.input(screen.getByTestId('pair-code'), { target: { value } })
    fireEvent.click(screen.getByTestId('pair-submit'))
    await settle()
  }
  await type('ABC')
  expect(screen.getByText('Digite os 8 caracteres do código.')).toBeTruthy()
  await type('WRNG2345')
  expect(screen.getByText(/Este código não serve/)).toBeTruthy()
  await type('abcd-2345'.toUpperCase())
  board$.next(aBoard(nowMs))
  expect(screen.getByTestId('called').dataset['number']).toBe('A-017')
  expect(codes).toEqual(['WRNG2345', 'ABCD2345'])
})

test('what was called before is shown silently, a recall is announced, a missing voice is told', async () => {
  const { device, board$ } = aPanel()
  const { heard } = show({ open: () => Promise.resolve(device) })
  await settle()
  board$.next(aBoard(nowMs - 30_000))
  await settle()
  expect(heard).toEqual([])
  board$.next(aBoard(nowMs))
  await settle()
  expect(heard).toEqual(['Senha A 0 1 7. Banheira de Gelo, aparelho 2.'])
  expect(screen.getByTestId('panel-sound').textContent).toContain('Sem voz em português')
})

test('a revoked panel says so and may be paired anew', async () => {
  const { device, board$, state$ } = aPanel()
  show({ open: () => Promise.resolve(device) })
  await settle()
  board$.next(aBoard(nowMs))
  state$.next('revoked')
  expect(screen.getByText('Este painel foi desligado')).toBeTruthy()
  fireEvent.click(screen.getByText('Ligar de novo'))
  await settle()
  expect(screen.getByTestId('pair-code')).toBeTruthy()
})

test('a panel that cannot open its store begins anew by itself', async () => {
  const world = show({ open: () => Promise.reject(new Error('no disk')) })
  await settle()
  expect(screen.getByText('O painel parou')).toBeTruthy()
  await vi.advanceTimersByTimeAsync(15_000)
  expect(world.reloads).toBe(1)
})
