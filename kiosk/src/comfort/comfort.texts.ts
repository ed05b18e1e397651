import { defineTexts } from '../texts/language.ts'

/** The switches every screen has. The names of languages stand in themselves. */
export const comfortTexts = defineTexts({
  'pt-BR': {
    languages: 'Idioma',
    comfort: 'Acessibilidade',
    textSize: 'Tamanho do texto',
    sizes: { normal: 'Normal', large: 'Grande', largest: 'Maior' },
    contrast: 'Alto contraste',
    low: 'Controles em baixo',
    sound: 'Som e voz',
    close: 'Fechar',
  },
  en: {
    languages: 'Language',
    comfort: 'Accessibility',
    textSize: 'Text size',
    sizes: { normal: 'Normal', large: 'Large', largest: 'Largest' },
    contrast: 'High contrast',
    low: 'Controls low',
    sound: 'Sound and voice',
    close: 'Close',
  },
  es: {
    languages: 'Idioma',
    comfort: 'Accesibilidad',
    textSize: 'Tamaño del texto',
    sizes: { normal: 'Normal', large: 'Grande', largest: 'Mayor' },
    contrast: 'Alto contraste',
    low: 'Controles abajo',
    sound: 'Sonido y voz',
    close: 'Cerrar',
  },
})
