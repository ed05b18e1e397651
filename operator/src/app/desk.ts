import { type Grant, type TicketId } from '@totem/shared-schema'
import { type Device } from '@totem/shared-schema/local-store'
import { type Accessor, createContext, useContext } from 'solid-js'
import { type Notices } from '../notices/create-notices.ts'
import { type Acts } from '../queue/create-acts.ts'

/** Which row is unfolded, and for what; one at a time. */
export interface OpenPanel {
  readonly ticket: TicketId
  readonly kind: 'payment' | 'more' | 'cancel'
}

/** What every part of the work screen works with. */
export interface Desk {
  readonly device: Device
  readonly grant: Accessor<Grant>
  readonly timeZone: Accessor<string>
  readonly now: Accessor<number>
  readonly acts: Acts
  readonly notices: Notices
  readonly panel: Accessor<OpenPanel | undefined>
  readonly setPanel: (panel: OpenPanel | undefined) => void
  /** The ticket whose row somebody is led to. */
  readonly found: Accessor<TicketId | undefined>
  readonly setFound: (ticket: TicketId | undefined) => void
}

/** Carries the desk to the rows without passing it through every list. */
export const DeskContext = createContext<Desk>()

/** Gives the desk; a part outside the work screen is a bug. */
export const useDesk = (): Desk => {
  const desk = useContext(DeskContext)
  if (desk === undefined) throw new Error('this part belongs inside the work screen')
  return desk
}
