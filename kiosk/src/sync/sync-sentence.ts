import { type SyncStatus } from '@totem/shared-schema/local-store'
import { timeOfDay } from '../time/time-of-day.ts'
import { type syncTexts } from './sync.texts.ts'

type SyncWords = (typeof syncTexts)['pt-BR']

/** Says in one sentence what is true about the sales of today, counted from acknowledgements, in the studio's time. */
export const syncSentence = (
  status: SyncStatus | undefined,
  words: SyncWords,
  timeZone: string,
): string => {
  if (status === undefined) return words.connecting
  const { soldToday, acknowledgedToday, pending, lastAcknowledgedAt } = status
  const unsent = soldToday - acknowledgedToday
  switch (status.state) {
    case 'offline':
      if (unsent > 0) return words.offlineSales(unsent)
      return pending > 0 ? words.offlineOther(pending) : words.offline
    case 'syncing':
      return unsent > 0 ? words.sending(acknowledgedToday, soldToday) : words.sendingOther
    case 'online':
      return soldToday === 0
        ? words.connected
        : words.sold(
            acknowledgedToday,
            soldToday,
            lastAcknowledgedAt === null ? '' : timeOfDay(lastAcknowledgedAt, timeZone),
          )
  }
}
