import { defineTexts } from '../texts/language.ts'

/** What the keys without a letter say. */
export const keyboardTexts = defineTexts({
  'pt-BR': {
    keyboard: 'Teclado na tela',
    backspace: 'Apagar',
    shift: 'Maiúscula',
    space: 'espaço',
    next: 'Próximo',
  },
  en: {
    keyboard: 'On-screen keyboard',
    backspace: 'Delete',
    shift: 'Capitals',
    space: 'space',
    next: 'Next',
  },
  es: {
    keyboard: 'Teclado en pantalla',
    backspace: 'Borrar',
    shift: 'Mayúscula',
    space: 'espacio',
    next: 'Siguiente',
  },
})
