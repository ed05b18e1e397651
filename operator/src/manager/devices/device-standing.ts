import { type ManagedDevice } from '@totem/shared-schema'
import { type Tone } from '@totem/ui'
import { formatElapsed } from '../../time/format-time.ts'
import { devicesTexts } from './devices.texts.ts'

/** How a device is, in a word. */
export interface Standing {
  readonly tone: Tone
  readonly text: string
}

/** A device speaks every minute; so long a silence means that something is between us, in milliseconds. */
const silentMs = 6 * 60_000
/** Records that have waited so long are no longer on their way, in milliseconds. */
const stuckMs = 15 * 60_000

/** Says how a device is, by what it said last and when. Pure. */
export const standingOf = (device: ManagedDevice, nowMs: number): Standing => {
  const { revokedAt, health } = device
  if (revokedAt !== null) return { tone: 'neutral', text: 'desligado' }
  if (health === null) return { tone: 'neutral', text: 'ainda não falou' }
  const silence = nowMs - health.at
  if (silence > silentMs) return { tone: 'warn', text: `sem sinal há ${formatElapsed(silence)}` }
  if (health.refused > 0) return { tone: 'bad', text: `${health.refused} recusados` }
  if (health.oldestPendingAt !== null && nowMs - health.oldestPendingAt > stuckMs)
    return { tone: 'bad', text: `${health.pending} parados` }
  const printer = printerTrouble(health)
  if (printer !== undefined) return printer
  return health.pending > 0
    ? { tone: 'info', text: `enviando ${health.pending}` }
    : { tone: 'good', text: 'em dia' }
}

const printerTrouble = ({
  printer,
}: NonNullable<ManagedDevice['health']>): Standing | undefined => {
  switch (printer?.state) {
    case 'paper_out':
    case 'cover_open':
    case 'trouble':
      return { tone: 'bad', text: `impressora: ${devicesTexts.printerStates[printer.state]}` }
    case 'paper_low':
      return { tone: 'warn', text: devicesTexts.printerStates.paper_low }
    case 'none':
    case 'looking':
    case 'ready':
    case undefined:
      return undefined
  }
}

/** Prints bytes as people read them: `12 MB`. */
export const formatBytes = (bytes: number): string => {
  const mega = bytes / 1_000_000
  return mega < 1_000
    ? `${mega < 10 ? mega.toFixed(1).replace('.', ',') : Math.round(mega)} MB`
    : `${(mega / 1_000).toFixed(1).replace('.', ',')} GB`
}
