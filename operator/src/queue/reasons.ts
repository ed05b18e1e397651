import { type EventData } from '@totem/shared-schema'

/** How staff saw the money. */
export type HandMethod = EventData<'paid_by_hand'>['method']

/** Names each way of paying at the desk. */
export const methodLabels = {
  cash: 'Dinheiro',
  card: 'Maquininha',
  receipt: 'Comprovante visto',
} as const satisfies Record<HandMethod, string>

/** Why staff confirm a payment by hand: codes for the ledger, words for people. */
export const paymentReasons = {
  chose_desk: 'Preferiu pagar no balcão',
  pix_failed: 'O Pix não funcionou',
  kiosk_offline: 'O totem estava sem conexão',
  pix_not_seen: 'Pagou o Pix e ele não apareceu',
} as const

/** Why staff cancel a ticket. */
export const cancelReasons = {
  gave_up: 'Cliente desistiu',
  wrong_service: 'Comprou o serviço errado',
  bought_twice: 'Comprou duas vezes',
  out_of_order: 'Aparelho com defeito',
} as const
