import { type ChainCheck } from '@totem/shared-schema'

/** What the page of the audit says. */
export const auditTexts = {
  intro:
    'Cada aparelho assina o que registra e amarra cada registro ao anterior. A verificação refaz todas as contas agora, nos registros e nas pendências.',
  verify: 'Verificar agora',
  verified: (tickets: number, time: string): string =>
    `${tickets} ${tickets === 1 ? 'senha conferida' : 'senhas conferidas'} às ${time}.`,
  allWhole: 'Todas as correntes estão inteiras e todas as assinaturas conferem.',
  broken: (count: number): string =>
    count === 1 ? '1 aparelho com corrente quebrada.' : `${count} aparelhos com corrente quebrada.`,
  none: 'Nenhum registro assinado ainda.',
  device: 'Aparelho',
  events: 'Registros',
  last: 'Último',
  state: 'Situação',
  whole: 'inteira',
  gap: (after: string): string => `falta um registro depois de ${after}`,
  fork: (after: string): string => `dois registros seguem ${after}: aparelho clonado?`,
  forged: (count: number): string =>
    count === 1 ? '1 registro alterado' : `${count} registros alterados`,
  forgedIn: (tickets: readonly string[]): string => `em ${tickets.join(', ')}`,
  clones: 'Números em duplicidade',
  clone: (number: string, day: string): string => `${number} de ${day}`,
} as const

/** Says what is wrong with a chain; empty when nothing is. */
export const faultTexts = ({ fault, forged }: ChainCheck): readonly string[] => [
  ...(fault === null ? [] : [auditTexts[fault.fault](fault.after.slice(0, 8))]),
  ...(forged.length === 0
    ? []
    : [
        `${auditTexts.forged(forged.length)} ${auditTexts.forgedIn([
          ...new Set(forged.map(({ ticket }) => ticket)),
        ])}`,
      ]),
]
