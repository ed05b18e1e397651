import { type ShiftSummary } from './shift-summary.ts'

/** What is said around a shift. */
export const shiftTexts = {
  startTitle: 'Quantos aparelhos estão prontos?',
  startText: 'Conte os aparelhos de cada serviço que dá para usar agora.',
  start: 'Iniciar operação',
  noServices:
    'O catálogo ainda não chegou a este tablet. Ele aparece aqui assim que houver conexão.',
  fewer: (name: string): string => `Um aparelho a menos: ${name}`,
  more: (name: string): string => `Um aparelho a mais: ${name}`,
  devices: (name: string): string => `Aparelhos: ${name}`,
  end: 'Encerrar operação',
  endTitle: 'Encerrar a operação agora?',
  endBack: 'Voltar à fila',
  inServiceFirst: 'Ainda há atendimento em andamento.',
  failed: 'O tablet não conseguiu guardar isso. Nada mudou; tente de novo.',
} as const

/** Names each figure of a shift's summary. */
export const summaryLabels = {
  served: 'atendidas',
  noShow: 'não compareceram',
  cancelled: 'canceladas',
  inService: 'em atendimento',
  left: 'ainda na fila',
  unpaid: 'atendidas sem pagamento',
} as const satisfies Record<keyof ShiftSummary, string>
