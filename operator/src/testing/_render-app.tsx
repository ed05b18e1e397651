import { type DeviceHome } from '@totem/shared-schema/local-store'
import { cleanup, fireEvent, render, screen, within } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { afterEach } from 'vitest'
import { App } from '../app/app.tsx'
import { type Sound } from '../sound/chimes.ts'
import { createFakeHome, type FakeDevice } from './_fake-device.ts'
import { createFakeScanDevices, type FakeScanDevices } from './_fake-scan-devices.ts'
import { noonish } from './_tickets.ts'

// jsdom lays nothing out, so there is nowhere to scroll to.
Element.prototype.scrollIntoView = (): void => undefined

afterEach(cleanup)

/** What the app did to the world around it, and the hand on its clock. */
export interface RenderedApp {
  readonly setNow: (nowMs: number) => void
  readonly played: readonly Sound[]
  readonly held: readonly boolean[]
  readonly scanDevices: FakeScanDevices
}

/** Shows the app over a fake device. */
export const renderApp = (device: FakeDevice, home: Partial<DeviceHome> = {}): RenderedApp => {
  const [now, setNow] = createSignal(noonish)
  const played: Sound[] = []
  const held: boolean[] = []
  const scanDevices = createFakeScanDevices()
  render(() => (
    <App
      environment={{
        home: createFakeHome(device, home),
        tenant: 'demo',
        now,
        chimes: {
          play: (sound) => played.push(sound),
          muted: () => false,
          toggle: () => undefined,
        },
        scanDevices,
        setHeld: (isHeld) => held.push(isHeld),
        reload: () => undefined,
      }}
    />
  ))
  return { setNow, played, held, scanDevices }
}

/** Waits until everything that was promised has happened. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** Presses what carries a test id, and waits for what follows. */
export const press = async (testId: string): Promise<void> => {
  fireEvent.click(screen.getByTestId(testId))
  await settled()
}

/** Types into the field with a test id. */
export const type = (testId: string, text: string): void =>
  void fireEvent.input(screen.getByTestId(testId), { target: { value: text } })

/** Gives what a row says about itself to tests and to people. */
export const rowOf = (
  number: string,
): {
  readonly status: string | undefined
  readonly payment: string | undefined
  readonly buttons: readonly string[]
} => {
  const row = screen
    .getAllByTestId('ticket-row')
    .find((element) => element.dataset['number'] === number)
  if (row === undefined) throw new Error(`no row ${number}`)
  return {
    status: row.dataset['status'],
    payment: row.dataset['payment'],
    buttons: within(row)
      .queryAllByRole('button', { hidden: true })
      .map((button) => button.dataset['testid'] ?? ''),
  }
}
