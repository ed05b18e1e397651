import { type CollectionName, isEventType, type ReviewEntry } from '@totem/shared-schema'

/** What the inbox says. */
export const inboxTexts = {
  intro: 'O que o servidor não deixou entrar. Nada se perde: cada item fica guardado inteiro.',
  late: 'Vendas atrasadas de aparelhos desligados',
  lateIntro:
    'Chegaram de um aparelho depois que você o desligou. Confira com o papel antes de liberar.',
  refused: 'Recusados',
  empty: 'Nada pendente. Tudo o que chegou entrou nos registros.',
  more: 'Mostrar mais',
  release: 'Liberar',
  discard: 'Descartar',
  handle: 'Tratado à mão',
  body: 'Ver conteúdo',
  from: (device: string): string => `de ${device}`,
  collections: {
    catalog: 'Catálogo',
    tickets: 'Senha',
    customers: 'Dados pessoais',
    shifts: 'Operação',
  } satisfies Record<CollectionName, string>,
} as const

/** Says what an entry is about, e.g. *Senha: venda*. */
export const entryTitle = ({ collection, body }: ReviewEntry): string => {
  const name = inboxTexts.collections[collection]
  const type = collection === 'tickets' ? eventTypeIn(body) : undefined
  return type === undefined ? name : `${name}: ${eventLabels[type] ?? type}`
}

/** Says why it was not let in, in words a manager can act on; a code nobody translated stands for itself. */
export const reasonText = (reason: string): string => reasons[reason] ?? reason

const eventTypeIn = (body: unknown): string | undefined => {
  if (typeof body !== 'object' || body === null || !('events' in body)) return undefined
  const { events } = body
  if (typeof events !== 'object' || events === null) return undefined
  const event: unknown = Object.values(events).at(0)
  if (typeof event !== 'object' || event === null || !('type' in event)) return undefined
  return typeof event.type === 'string' && isEventType(event.type) ? event.type : undefined
}

const eventLabels: Readonly<Record<string, string>> = {
  created: 'venda',
  printed: 'impressão',
  charge_shown: 'Pix mostrado',
  desk_chosen: 'pagar no balcão',
  called: 'chamada',
  started: 'início do atendimento',
  finished: 'fim do atendimento',
  no_show: 'não compareceu',
  cancelled: 'cancelamento',
  paid_by_hand: 'pagamento à mão',
  refunded_by_hand: 'devolução à mão',
}

const reasons: Readonly<Record<string, string>> = {
  revoked_device: 'o aparelho já estava desligado',
  foreign_grant: 'o acesso é de outra pessoa ou outro aparelho',
  bad_signature: 'a assinatura não confere',
  unknown_device: 'o aparelho não é do estúdio',
  unknown_grant: 'o acesso da pessoa não é conhecido',
  forbidden_role: 'o papel da pessoa não permite',
  not_owner: 'o aparelho não é o dono da senha',
  malformed: 'o conteúdo não tem a forma esperada',
  unknown_type: 'este servidor é mais antigo que o aparelho',
  cannot_unseal: 'o CPF não pôde ser aberto',
  foreign_tenant: 'é de outro estúdio',
}
