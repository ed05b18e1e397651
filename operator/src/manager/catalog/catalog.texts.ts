import { type Service } from '@totem/shared-schema'

/** What the page of the catalogue says. */
export const catalogTexts = {
  intro: 'O preço novo vale para as próximas vendas. Senhas já vendidas ficam como foram vendidas.',
  new: 'Novo serviço',
  edit: 'Alterar',
  off: 'fora de venda',
  minutes: (minutes: number): string => `${minutes} min`,
  code: 'Código (ex.: SAUNA)',
  name: 'Nome',
  description: 'Descrição',
  price: 'Preço (R$)',
  duration: 'Duração (minutos)',
  color: 'Cor',
  sound: 'Som ao chegar',
  sounds: { bell: 'Sino', chime: 'Carrilhão', drop: 'Gota' } satisfies Record<
    Service['sound'],
    string
  >,
  position: 'Ordem na tela',
  active: 'À venda no totem',
  wrongPrice: 'Digite o preço como 90,00.',
  wrongNumber: 'Digite um número inteiro.',
  missing: 'Preencha este campo.',
} as const
