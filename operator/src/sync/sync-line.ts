import { type SyncStatus } from '@totem/shared-schema/local-store'
import { formatElapsed, formatTime } from '../time/format-time.ts'

/** Says in one line what is true about the connection, counted from acknowledgements. */
export const syncLine = (
  status: SyncStatus,
  { nowMs, timeZone }: { readonly nowMs: number; readonly timeZone: string },
): string => {
  const kept = `${status.pending} ${status.pending === 1 ? 'registro guardado' : 'registros guardados'} aqui`
  const lastAt =
    status.lastAcknowledgedAt === null ? '' : `, ${formatTime(status.lastAcknowledgedAt, timeZone)}`
  if (status.isRevoked) return 'este tablet foi desativado pelo gerente'
  if (status.stalled && status.oldestPendingAt !== null)
    return `${kept} há ${formatElapsed(nowMs - status.oldestPendingAt)}: avise o gerente`
  if (status.state === 'offline')
    return status.pending === 0 ? `sem conexão – nada a enviar${lastAt}` : `sem conexão – ${kept}`
  if (status.pending > 0) return `enviando – ${kept}`
  return `tudo no servidor${lastAt}`
}
