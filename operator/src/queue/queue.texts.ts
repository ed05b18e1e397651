import { type PaymentStatus, type ServiceEventType, type TicketStatus } from '@totem/shared-schema'

/** What the queue says. */
export const queueTexts = {
  title: 'Fila',
  callNext: 'Chamar próximo',
  waiting: (count: number): string => (count === 1 ? '1 esperando' : `${count} esperando`),
  devices: (used: number, all: number): string => `${used} de ${all} aparelhos em uso`,
  inService: 'Em atendimento',
  called: 'Chamadas',
  queue: 'Esperando',
  done: (count: number): string => `Hoje: ${count} ${count === 1 ? 'concluída' : 'concluídas'}`,
  doneMore: 'Mostrar mais',
  emptyTitle: 'Ninguém na fila',
  emptyText: 'Quem comprar no totem aparece aqui na hora.',
  noServices: 'Nenhum serviço no catálogo.',
  noName: 'sem nome',
  slot: (slot: number): string => `aparelho ${slot}`,
  origin: {
    offline: 'vendida sem rede',
    paper: 'via papel',
    paper_paid: 'via papel, já paga no totem',
    paper_unproven: 'via papel, a confirmar',
  },
  slots: (name: string): string => `Aparelhos: ${name}`,
  slotFree: 'livre',
  slotCalled: (number: string): string => `${number} chamada`,
  slotCleaning: (left: string): string => `limpeza ${left}`,
  over: (time: string): string => `+${time}`,
  overLabel: 'Tempo esgotado',
  waited: (elapsed: string): string => (elapsed === 'agora' ? 'chegou agora' : `há ${elapsed}`),
  calledFor: (elapsed: string): string =>
    elapsed === 'agora' ? 'chamada agora' : `chamada há ${elapsed}`,
  recalls: (count: number): string => (count === 1 ? 'rechamada' : `rechamada ${count} vezes`),
  leftFrom: (day: string): string => `de ${day}`,
  at: (status: TicketStatus, time: string): string => `${doneLabels[status] ?? ''} às ${time}`,
  undo: 'Desfazer',
  scan: 'Ler senha impressa',
  provisional: 'provisória',
  more: 'Mais',
  less: 'Fechar',
  reprint: 'Imprimir 2ª via no totem',
  receive: 'Receber',
  back: 'Voltar',
} as const

const doneLabels: Readonly<Partial<Record<TicketStatus, string>>> = {
  finished: 'encerrada',
  no_show: 'não compareceu',
  cancelled: 'cancelada',
}

/** Names the button of each act. */
export const actLabels = {
  called: 'Chamar',
  recalled: 'Rechamar',
  started: 'Atender',
  finished: 'Encerrar atendimento',
  no_show: 'Não compareceu',
  returned: 'Retornou',
  cancelled: 'Cancelar senha',
} as const satisfies Record<ServiceEventType, string>

/** The first half of each button's test id; the ticket's number follows. */
export const actTestIds = {
  called: 'call',
  recalled: 'recall',
  started: 'start',
  finished: 'finish',
  no_show: 'no-show',
  returned: 'returned',
  cancelled: 'cancel',
} as const satisfies Record<ServiceEventType, string>

/** Names an unpaid ticket whose kiosk showed a Pix without a connection. */
export const pixToConfirm = 'Pix a confirmar'

/** Names each state of the money. */
export const paymentLabels = {
  pending: 'aguardando',
  at_desk: 'no balcão',
  paid: 'pago',
  review: 'revisar',
  refund_due: 'devolver',
  refunded: 'devolvido',
} as const satisfies Record<PaymentStatus, string>
