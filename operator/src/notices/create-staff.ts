import { type OperatorId, StaffNames } from '@totem/shared-schema'
import { type Device } from '@totem/shared-schema/local-store'
import { type Accessor, createEffect, createSignal } from 'solid-js'

/** Gives what a colleague is called; `undefined` while it is not known. */
export type NameOf = (operator: OperatorId) => string | undefined

/**
 * Asks for the names of the staff when a connection comes: a conflict with a colleague only shows itself over
 * one, so the names need not be kept on the device.
 */
export const createStaff = (
  device: Pick<Device, 'ask'>,
  isConnected: Accessor<boolean>,
): NameOf => {
  const [names, setNames] = createSignal<ReadonlyMap<OperatorId, string>>(new Map())
  const fetchNames = async (): Promise<void> => {
    const answer = await device.ask({ method: 'GET', path: '/auth/staff', answer: StaffNames })
    if (answer.ok)
      setNames(new Map(answer.value.staff.map(({ operator, name }) => [operator, name])))
  }
  createEffect(() => {
    if (isConnected()) void fetchNames()
  })
  return (operator) => names().get(operator)
}
