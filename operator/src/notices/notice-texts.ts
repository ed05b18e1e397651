import { type EventType, type ServiceState, type Ticket } from '@totem/shared-schema'
import { type AppendProblem, type DeviceNotice } from '@totem/shared-schema/local-store'
import { formatTime } from '../time/format-time.ts'

/** Says that an own act lost against an earlier one, e.g. *A-001 já foi chamada em outro tablet às 14:02*. */
export const lostRaceText = ({ ticket, type }: DeviceNotice, timeZone: string): string =>
  type === 'paid_by_hand'
    ? `${ticket.number}: a confirmação de pagamento feita aqui não valeu. Confira o pagamento.`
    : `${ticket.number} ${stateText(ticket.service, 'em outro tablet', timeZone)}`

/** Says why an act could not be done. Nothing was written. */
export const problemText = (problem: AppendProblem, number: string, timeZone: string): string => {
  switch (problem.kind) {
    case 'unknown_ticket':
      return `${number} ainda não chegou a este tablet. Tente de novo em instantes.`
    case 'not_allowed':
      return 'Seu acesso não permite isso. Entre de novo ou chame o gerente.'
    case 'refused':
      return refusedText(problem.ticket, timeZone)
    case 'storage':
      return 'O tablet não conseguiu guardar o registro. Nada foi feito; tente de novo.'
  }
}

const refusedText = (ticket: Ticket, timeZone: string): string =>
  `${ticket.number} ${stateText(ticket.service, '', timeZone)}`

const stateText = (service: ServiceState, where: string, timeZone: string): string => {
  const at = (ms: number): string => formatTime(ms, timeZone)
  const place = where === '' ? '' : ` ${where}`
  switch (service.kind) {
    case 'waiting':
      return `voltou para a espera${place} às ${at(service.since)}.`
    case 'called':
      return `já foi chamada${place} às ${at(service.at)}.`
    case 'in_service':
      return `já está em atendimento${place} desde ${at(service.startedAt)}.`
    case 'finished':
      return `já foi encerrada${place} às ${at(service.finishedAt)}.`
    case 'no_show':
      return `já foi marcada como ausente${place} às ${at(service.at)}.`
    case 'cancelled':
      return `já foi cancelada${place} às ${at(service.at)}.`
  }
}

/** What the bar at the bottom says about an act that took a ticket out of the queue. */
export const doneTexts: Readonly<Partial<Record<EventType, string>>> = {
  finished: 'encerrada',
  no_show: 'marcada como ausente',
  cancelled: 'cancelada',
}
