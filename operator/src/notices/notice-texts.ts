import {
  type EventType,
  isServiceEventType,
  type OperatorId,
  type Ticket,
} from '@totem/shared-schema'
import { type AppendProblem, type DeviceNotice } from '@totem/shared-schema/local-store'
import { formatTime } from '../time/format-time.ts'

/** What a sentence about somebody else's act needs: the studio's zone, and what colleagues are called. */
export interface NoticeFacts {
  readonly timeZone: string
  readonly nameOf: (operator: OperatorId) => string | undefined
}

/** Says that an own act lost against an earlier one, e.g. *A-001 já foi chamada por Ana às 14:02*. */
export const lostRaceText = ({ ticket, type }: DeviceNotice, facts: NoticeFacts): string =>
  type === 'paid_by_hand'
    ? `${ticket.number}: a confirmação de pagamento feita aqui não valeu. Confira o pagamento.`
    : `${ticket.number} ${stateText(ticket, ' em outro tablet', facts)}`

/** Says why an act could not be done. Nothing was written. */
export const problemText = (problem: AppendProblem, number: string, facts: NoticeFacts): string => {
  switch (problem.kind) {
    case 'unknown_ticket':
      return `${number} ainda não chegou a este tablet. Tente de novo em instantes.`
    case 'not_allowed':
      return 'Seu acesso não permite isso. Entre de novo ou chame o gerente.'
    case 'refused':
      return `${problem.ticket.number} ${stateText(problem.ticket, '', facts)}`
    case 'storage':
      return 'O tablet não conseguiu guardar o registro. Nada foi feito; tente de novo.'
  }
}

/** `elsewhere` is said where nobody's name is known. */
const stateText = (ticket: Ticket, elsewhere: string, facts: NoticeFacts): string => {
  const { service } = ticket
  const at = (ms: number): string => formatTime(ms, facts.timeZone)
  const name = actorOf(ticket, facts)
  const by = name === undefined ? elsewhere : ` por ${name}`
  switch (service.kind) {
    case 'waiting':
      return `voltou para a espera${by} às ${at(service.since)}.`
    case 'called':
      return `já foi chamada${by} às ${at(service.at)}.`
    case 'in_service':
      return name === undefined
        ? `já está em atendimento${elsewhere} desde ${at(service.startedAt)}.`
        : `já está em atendimento com ${name} desde ${at(service.startedAt)}.`
    case 'finished':
      return `já foi encerrada${by} às ${at(service.finishedAt)}.`
    case 'no_show':
      return `já foi marcada como ausente${by} às ${at(service.at)}.`
    case 'cancelled':
      return `já foi cancelada${by} às ${at(service.at)}.`
  }
}

/** Gives the name of whoever brought a ticket into its present state. */
const actorOf = ({ history }: Ticket, { nameOf }: NoticeFacts): string | undefined => {
  const by = history.findLast(({ event }) => isServiceEventType(event.type))?.event.by
  return by?.kind === 'operator' ? nameOf(by.operator) : undefined
}

/** What the bar at the bottom says about an act that took a ticket out of the queue. */
export const doneTexts: Readonly<Partial<Record<EventType, string>>> = {
  finished: 'encerrada',
  no_show: 'marcada como ausente',
  cancelled: 'cancelada',
}
