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
  en: {
    steps: ['Service', 'Your details', 'Payment'],
    progress: (step: number) => `Step ${step} of 3`,
    back: 'Back',
    stillThere: 'Are you still there?',
    startsOver: (seconds: number) =>
      `Back to the start in ${seconds} s. What you typed will be erased.`,
    stay: 'Stay here',
  },
  es: {
    steps: ['Servicio', 'Tus datos', 'Pago'],
    progress: (step: number) => `Paso ${step} de 3`,
    back: 'Volver',
    stillThere: '¿Sigues ahí?',
    startsOver: (seconds: number) =>
      `Volvemos al inicio en ${seconds} s. Lo que escribiste se borrará.`,
    stay: 'Seguir aquí',
  },
})
