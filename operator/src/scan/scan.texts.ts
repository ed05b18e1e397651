import { type PaymentStatus, type TicketStatus } from '@totem/shared-schema'
import { type ImportProblem } from '@totem/shared-schema/local-store'
import { type ScannerState } from './create-scanner.ts'
import { type ScanView } from './view-paper.ts'

type CameraTrouble = Extract<ScannerState, { kind: 'problem' }>['problem']
type Unread = Extract<ScanView, { kind: 'unread' }>['why']
type Rejected = Extract<ScanView, { kind: 'rejected' }>['why'] | 'unknown'

/** What the scan screen says. */
export const scanTexts = {
  title: 'Ler senha impressa',
  back: 'Voltar à fila',
  aim: 'Aponte para o código da senha',
  advice: 'Segure o papel a um palmo da câmera, com o código reto. A senha aparece aqui.',
  opening: 'Abrindo a câmera…',
  picture: 'Imagem da câmera',
  retry: 'Tentar de novo',
  code: 'Código da senha',
  codeHint: 'Cole o código, ou use um leitor de mão a qualquer momento.',
  check: 'Conferir',
  price: 'Preço',
  soldAt: 'Vendida',
  payment: 'Na impressão',
  duration: (minutes: number): string => `${minutes} min`,
  unproven: (label: string): string => `${label}, a confirmar`,
  checking: 'Conferindo com o servidor…',
  old: 'antiga',
  oldText:
    'Vendida há mais de 7 dias: este tablet não sabe se já foi atendida. Não atenda só pelo papel; peça ao gerente que procure a senha.',
  asOf: (label: string, time: string): string => `${label}, às ${time}`,
  add: 'Colocar na fila',
  addProvisional: 'Colocar na fila como provisória',
  show: 'Ver na fila',
  again: 'Ler outra senha',
  doneNow: (label: string, time: string): string => `Esta senha já foi ${label} às ${time}.`,
} as const

/** What is said when there is no picture: what is the matter, and what helps. */
export const cameraTexts = {
  refused: {
    title: 'A câmera está bloqueada',
    text: 'Permita a câmera para este site nas configurações do navegador e tente de novo.',
  },
  absent: {
    title: 'Este aparelho não tem câmera',
    text: 'Use um leitor de mão, ou cole o código aqui embaixo.',
  },
  busy: {
    title: 'Outro aplicativo está usando a câmera',
    text: 'Feche o outro aplicativo e tente de novo.',
  },
  insecure: {
    title: 'A câmera só abre em endereço seguro',
    text: 'Abra o Totem pelo endereço que começa com https://. O leitor de mão funciona assim mesmo.',
  },
  failed: {
    title: 'A câmera parou',
    text: 'Tente de novo. Se continuar, reinicie o tablet.',
  },
  no_reader: {
    title: 'O leitor de códigos não carregou',
    text: 'Conecte à internet uma vez e tente de novo: depois disso ele fica guardado no tablet.',
  },
} as const satisfies Record<CameraTrouble, { readonly title: string; readonly text: string }>

/** What is said of a code that is no ticket, while the camera goes on looking. */
export const unreadTexts = {
  not_a_ticket: 'Esse código não é de uma senha.',
  damaged: 'O código veio incompleto. Alise o papel e aproxime mais.',
  newer_format: 'Essa senha é de uma versão mais nova. Atualize este tablet.',
} as const satisfies Record<Unread, string>

/** What is said of paper that is not ours. */
export const rejectedTexts = {
  forged: {
    title: 'Senha falsa',
    text: 'A assinatura não é do totem que o papel diz. Não atenda; chame o gerente.',
  },
  unknown: {
    title: 'Senha desconhecida',
    text: 'O servidor não conhece o totem que o papel diz. Não atenda; chame o gerente.',
  },
  other_studio: {
    title: 'Senha de outro estúdio',
    text: 'Ela não vale aqui. Confira com o cliente onde comprou.',
  },
} as const satisfies Record<Rejected, { readonly title: string; readonly text: string }>

/** How far paper can be believed. */
export const verdictTexts = {
  proven: { label: 'assinatura confere', text: '' },
  provisional: {
    label: 'provisória',
    text: 'Este tablet ainda não conhece o totem desta senha, e não falou com o servidor agora. A assinatura será conferida quando ele receber a senha.',
  },
  revoked: {
    label: 'totem bloqueado',
    text: 'O gerente bloqueou o totem que a imprimiu. Só o gerente decide o que vale: mostre a ele.',
  },
} as const

/** Names the state of the money that paper tells of. */
export const paperPaymentTexts = {
  pending: 'aguardando pagamento',
  at_desk: 'a pagar no balcão',
  paid: 'paga no totem',
  review: 'pagamento a revisar',
  refund_due: 'a devolver',
  refunded: 'devolvida',
} as const satisfies Record<PaymentStatus, string>

/** Names the end of a ticket that needs no serving any more. */
export const doneTexts: Readonly<Partial<Record<TicketStatus, string>>> = {
  finished: 'atendida',
  no_show: 'marcada como ausente',
  cancelled: 'cancelada',
}

/** Says why a ticket was not taken in. */
export const importProblemTexts = {
  no_ticket: 'O código não é de uma senha deste estúdio.',
  revoked_kiosk: verdictTexts.revoked.text,
  unknown_kiosk: 'O servidor não conhece o totem que o papel diz. Não atenda; chame o gerente.',
  too_old: scanTexts.oldText,
  refused_before:
    'O servidor já recusou esta senha. Ela está guardada na Gerência; chame o gerente.',
  not_allowed: 'Seu acesso não permite isso. Entre de novo ou chame o gerente.',
  storage: 'O tablet não conseguiu guardar o registro. Nada foi feito; tente de novo.',
} as const satisfies Record<ImportProblem['kind'], string>
