import { type PanelHome } from '@totem/shared-schema/local-store'
import { type Accessor } from 'solid-js'
import { type Bell } from './create-bell.ts'
import { type Voice } from './create-voice.ts'

/** What the panel gets from the page around it. */
export interface PanelEnvironment {
  readonly home: PanelHome
  /** A pairing code from the address, if there was one. */
  readonly code: string | undefined
  readonly now: Accessor<number>
  readonly bell: Bell
  readonly voice: Voice
  /** Hears whether somebody is being called: then nothing may interrupt. */
  readonly setHeld: (isHeld: boolean) => void
  readonly reload: () => void
}
