import { type SyncStatus } from '@totem/shared-schema/local-store'
import { SyncBadge } from '@totem/ui'
import { type JSX } from 'solid-js'
import { useTexts } from '../texts/language.ts'
import { syncSentence } from './sync-sentence.ts'
import { syncTexts } from './sync.texts.ts'

/** The connection, discreetly; `undefined` until the device has said something about it. */
export const SyncCorner = (props: {
  readonly status: SyncStatus | undefined
  /** IANA name of the studio's time zone. */
  readonly timeZone: string
}): JSX.Element => {
  const texts = useTexts(syncTexts)
  return (
    <SyncBadge state={props.status?.state ?? 'offline'} pending={props.status?.pending ?? 0}>
      {syncSentence(props.status, texts(), props.timeZone)}
    </SyncBadge>
  )
}
