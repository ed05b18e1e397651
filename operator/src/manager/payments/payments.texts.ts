import {
  type acceptReasons,
  type closeReasons,
  type ReviewCode,
  type ReviewMovement,
} from '@totem/shared-schema'

/** What the page of payments under review says. */
export const paymentsTexts = {
  intro:
    'Dinheiro que não bate com uma senha, ou que chegou sem senha. Nada acontece sozinho: você decide. Quem pagou não aparece aqui.',
  empty: 'Nenhum pagamento em revisão. Todo real tem sua senha.',
  notWhole: 'Há mais do que cabe aqui. Resolva estes; os outros aparecem depois.',
  done: 'Resolvidos agora',
  states: { review: 'a revisar', refund_due: 'a devolver', money: 'sem senha' },
  moneyTitle: 'Dinheiro sem senha',
  price: 'Preço',
  settledAt: 'Entrou em',
  day: 'Dia',
  txid: 'Identificador',
  pix: 'Pix',
  byHand: 'No balcão',
  movement: (received: string): string => `${received} recebidos`,
  returned: (amount: string): string => `${amount} devolvidos`,
  refund: (amount: string, status: ReviewMovement['refunds'][number]['status']): string =>
    `Devolução de ${amount}: ${refundStatus[status]}`,
  refundBy: (operator: string): string => `pedida por ${operator}`,
  byBank: 'feita pelo banco',
  suggested: 'Sugestão',
  back: 'Voltar',
  why: 'Por quê?',
  otherTicket: 'Outra senha, lida no papel',
  otherTicketHint: 'Ex.: A-017. Só senhas que este tablet tem.',
  unknownTicket: 'Este tablet não tem essa senha.',
  find: 'Procurar',
  waitNote: {
    wait: 'Por ora, nada a fazer: um totem está sem conexão ou o banco ainda não respondeu.',
    call_bank: 'O dinheiro caiu em outra conta. Só o banco pode ajudar.',
    ask_rest: (amount: string): string =>
      `Peça ${amount} no balcão, confirme o pagamento na fila e depois aceite os dois aqui.`,
  },
} as const

/** Says why money waits, in words a manager can act on. */
export const reviewTexts: Readonly<Record<ReviewCode, string>> = {
  underpaid: 'Pagou menos que o preço',
  overpaid: 'Pagou mais que o preço',
  late: 'Pagou depois que o QR venceu',
  other_intent: 'Pagou com o QR de outra senha',
  other_key: 'Caiu em outra conta',
  second_payment: 'Pagou duas vezes por Pix',
  by_hand_and_bank: 'Pagou no balcão e também por Pix',
  by_hand_twice: 'Confirmado duas vezes no balcão',
  wrong_by_hand: 'Valor do balcão diferente do preço',
  cancelled_then_paid: 'Senha cancelada, e o pagamento chegou',
  partly_returned: 'Uma parte já foi devolvida',
  refund_under_way: 'Devolução em andamento',
  refund_failed: 'O banco recusou uma devolução',
  no_txid: 'Pix sem identificador',
  unknown_txid: 'Pix com identificador desconhecido',
  ticket_missing: 'A senha ainda não chegou do totem',
  ticket_in_quarantine: 'A senha está em Pendências',
}

/** Why a manager takes money that does not add up. */
export const acceptWords: Readonly<Record<(typeof acceptReasons)[number], string>> = {
  checked: 'Conferi com o cliente',
  rest_received: 'O resto foi pago no balcão',
  forgiven: 'A diferença fica perdoada',
  customer_agreed: 'O cliente deixou o valor a mais',
}

/** Why a manager stops asking about money without a ticket. */
export const closeWords: Readonly<Record<(typeof closeReasons)[number], string>> = {
  returned_by_transfer: 'Devolvi por transferência',
  not_a_sale: 'Não é venda do estúdio',
  bank_told: 'O banco foi avisado',
  booked_elsewhere: 'Lançado em outro sistema',
}

const refundStatus: Readonly<Record<ReviewMovement['refunds'][number]['status'], string>> = {
  asked: 'pedida, sem resposta do banco',
  in_progress: 'em andamento no banco',
  done: 'concluída',
  failed: 'recusada pelo banco',
}
