import { defineTexts } from '../texts/language.ts'

/** What stands on every screen. */
export const frameTexts = defineTexts({
  'pt-BR': {
    steps: ['Serviço', 'Seus dados', 'Pagamento'],
    progress: (step: number) => `Passo ${step} de 3`,
    back: 'Voltar',
    stillThere: 'Você ainda está aí?',
    startsOver: (seconds: number) =>
      `Voltando ao início em ${seconds} s. O que você digitou será apagado.`,
    stay: 'Continuar aqui',
  },
})
