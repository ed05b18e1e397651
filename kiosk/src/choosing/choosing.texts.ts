import { defineTexts } from '../texts/language.ts'

/** The start: what there is to buy. */
export const choosingTexts = defineTexts({
  'pt-BR': {
    title: 'Bora recuperar?',
    lead: 'Toque no serviço para comprar. Leva menos de um minuto.',
    minutes: (minutes: number) => `${minutes} min`,
    choose: 'Comprar',
    foot: 'Pague com Pix aqui, ou no balcão.',
    preparing: 'Preparando o totem',
    preparingHint: 'Os serviços aparecem aqui assim que a primeira conexão for feita.',
  },
})
