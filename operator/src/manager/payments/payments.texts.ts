import {
  type acceptReasons,
  type closeReasons,
  type ReviewCode,
  type ReviewMovement,
} from '@totem/shared-schema'
import { type AppendProblem } from '@totem/shared-schema/local-store'

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
  several: 'Mais de uma senha tem este número. Qual delas?',
  closedTitle: 'Encerrados',
  closedHint: 'Dinheiro que alguém encerrou sem senha. Se foi engano, vincule à senha certa.',
  closedWhy: 'Encerrado porque',
  waitNote: {
    wait: 'Por ora, nada a fazer: um totem está sem conexão ou o banco ainda não respondeu.',
    call_bank: 'O dinheiro caiu em outra conta. Só o banco pode ajudar.',
    ask_rest: (amount: string): string =>
      `Peça ${amount} no balcão, confirme o pagamento na fila e depois aceite os dois aqui.`,
  },
} as const

/** Names each act, says what it does, and what was done. */
export const actTexts = {
  accept: {
    label: 'Aceitar como pago',
    sentence: 'O que está aqui passa a valer como o pagamento desta senha.',
    done: 'aceito como pago',
  },
  refund: {
    label: (amount: string): string => `Devolver ${amount} por Pix`,
    sentence: 'O banco devolve a quem pagou. Não dá para desfazer.',
    done: (amount: string): string => `${amount} devolvidos por Pix`,
  },
  return_by_hand: {
    label: (amount: string): string => `Devolver ${amount} no balcão`,
    sentence: 'Registre só depois de entregar o dinheiro ao cliente.',
    done: (amount: string): string => `${amount} devolvidos no balcão`,
  },
  link: {
    label: (ticket: string): string => `Vincular à senha ${ticket}`,
    sentence: (ticket: string): string =>
      `O dinheiro passa a ser o pagamento da senha ${ticket}. Não dá para desfazer.`,
    done: (number: string): string => `vinculado à senha ${number}`,
  },
  release: {
    label: 'Liberar a senha',
    sentence: 'A senha entra nos registros, e o dinheiro encontra o caminho sozinho.',
    done: 'senha liberada',
  },
  close: {
    label: 'Encerrar sem senha',
    sentence:
      'O dinheiro sai desta lista e fica registrado com o motivo, em Encerrados. Se a senha ainda chegar, ele vai para ela.',
    done: 'encerrado',
  },
} as const

/** Says why money was not noted as given back at the desk. Nothing was written. */
export const returnProblems: Readonly<Record<AppendProblem['kind'], string>> = {
  unknown_ticket: 'Este tablet não tem essa senha. Use o tablet que recebeu o dinheiro.',
  not_allowed: 'Seu acesso não permite isso. Entre de novo como gerente.',
  refused: 'Este dinheiro já foi devolvido, ou resta menos que isso. Confira a senha.',
  storage: 'O tablet não conseguiu guardar o registro. Nada foi feito; tente de novo.',
}

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
  forgiven: 'Abri mão da diferença',
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
