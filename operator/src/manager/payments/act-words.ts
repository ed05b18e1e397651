import { formatCents } from '@totem/shared-schema'
import { type ReviewAct } from './review-acts.ts'

/** Names an act on its button. */
export const actLabel = (act: ReviewAct): string => {
  switch (act.kind) {
    case 'accept':
      return 'Aceitar como pago'
    case 'refund':
      return `Devolver ${formatCents(act.amountCents)} por Pix`
    case 'return_by_hand':
      return `Devolver ${formatCents(act.amountCents)} no balcão`
    case 'link':
      return `Pôr na senha ${act.number}`
    case 'release':
      return 'Liberar a senha'
    case 'close':
      return 'Encerrar sem senha'
  }
}

/** Says what an act does before it is done. */
export const actSentence = (act: ReviewAct): string => {
  switch (act.kind) {
    case 'accept':
      return 'O que está aqui passa a valer como o pagamento desta senha.'
    case 'refund':
      return 'O banco devolve a quem pagou. Não dá para desfazer.'
    case 'return_by_hand':
      return 'Registre só depois de entregar o dinheiro ao cliente.'
    case 'link':
      return `O dinheiro passa a ser o pagamento da senha ${act.number}. Não dá para desfazer.`
    case 'release':
      return 'A senha entra nos registros, e o dinheiro encontra o caminho sozinho.'
    case 'close':
      return 'O dinheiro sai desta lista e fica nos livros com o motivo. Se a senha ainda chegar, ele vai para ela.'
  }
}

/** Says what was done, once it was. */
export const doneSentence = (act: ReviewAct): string => {
  switch (act.kind) {
    case 'accept':
      return 'aceito como pago'
    case 'refund':
      return `${formatCents(act.amountCents)} devolvidos por Pix`
    case 'return_by_hand':
      return `${formatCents(act.amountCents)} devolvidos no balcão`
    case 'link':
      return `posto na senha ${act.number}`
    case 'release':
      return 'senha liberada'
    case 'close':
      return 'encerrado'
  }
}
