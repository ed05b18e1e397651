import { type StaffPin } from '@totem/shared-schema'
import { type Accessor, createSignal, onCleanup } from 'solid-js'
import { type Clock } from '../time/clock.ts'

/** How far somebody has come who wants into the staff's corner. */
export type DoorState =
  | { readonly kind: 'shut' }
  /** Nobody has set a PIN for this studio. */
  | { readonly kind: 'no_pin' }
  | { readonly kind: 'asking'; readonly isWrong: boolean }
  | { readonly kind: 'checking' }
  /** Too many wrong PINs. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'open' }

/** The door to the staff's corner. */
export interface StaffDoor {
  readonly state: Accessor<DoorState>
  readonly knock: () => void
  readonly enter: (pin: string) => void
  readonly shut: () => void
}

/** What the door is made of. */
export interface StaffDoorDeps {
  readonly pin: () => StaffPin | undefined
  readonly check: (pin: string, held: StaffPin) => Promise<boolean>
  readonly clock: Clock
}

/** After this many wrong PINs in a row the door stays shut for a while. */
const maxWrong = 5
/** How long it stays shut then, in ms: a million PINs take two years of standing there. */
const waitMs = 5 * 60_000

/** Makes the door. */
export const createStaffDoor = ({ pin, check, clock }: StaffDoorDeps): StaffDoor => {
  const [state, setState] = createSignal<DoorState>({ kind: 'shut' })
  let wrong = 0
  let waitsUntil = 0
  let visit = 0
  onCleanup(() => {
    visit += 1
  })

  const ask = (isWrong: boolean): void => {
    if (clock.now() < waitsUntil) setState({ kind: 'waiting' })
    else setState(pin() === undefined ? { kind: 'no_pin' } : { kind: 'asking', isWrong })
  }

  const enter = async (typed: string): Promise<void> => {
    const held = pin()
    if (state().kind !== 'asking' || held === undefined) return
    setState({ kind: 'checking' })
    const mine = visit
    const isRight = await check(typed, held)
    if (isRight) wrong = 0
    else wrong += 1
    if (wrong >= maxWrong) {
      wrong = 0
      waitsUntil = clock.now() + waitMs
    }
    // Who went away meanwhile does not find the corner open.
    if (mine !== visit) return
    if (isRight) setState({ kind: 'open' })
    else ask(true)
  }

  return {
    state,
    knock: () => {
      if (state().kind === 'shut') ask(false)
    },
    enter: (typed) => void enter(typed),
    shut: () => {
      visit += 1
      setState({ kind: 'shut' })
    },
  }
}
