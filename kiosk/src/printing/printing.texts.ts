import { defineTexts } from '../texts/language.ts'

/** What customers are told about their paper. */
export const printingTexts = defineTexts({
  'pt-BR': {
    no_printer: 'Anote ou fotografe sua senha.',
    printing: 'Imprimindo sua senha…',
    take: 'Retire sua senha impressa.',
    take_maybe: 'Retire sua senha na impressora. Se não saiu, anote o número.',
    no_paper: 'A impressora está sem papel. Anote ou fotografe o número: ele já vale.',
    cover_open: 'A tampa da impressora está aberta. Anote ou fotografe o número: ele já vale.',
    no_answer: 'A impressora não respondeu. Anote ou fotografe o número: ele já vale.',
    uncertain:
      'Talvez o papel não tenha saído inteiro. Anote ou fotografe o número; no balcão imprimem a 2ª via.',
    not_printed: 'Sua senha não foi impressa. Anote ou fotografe o número: ele já vale.',
    pdf: 'Baixar em PDF',
  },
  en: {
    no_printer: 'Write your number down or take a picture of it.',
    printing: 'Printing your number…',
    take: 'Take your printed number.',
    take_maybe: 'Take your number from the printer. If none came out, write it down.',
    no_paper: 'The printer is out of paper. Write your number down: it is already valid.',
    cover_open: 'The printer’s cover is open. Write your number down: it is already valid.',
    no_answer: 'The printer does not answer. Write your number down: it is already valid.',
    uncertain:
      'Your paper may be incomplete. Write your number down; the desk can print a second copy.',
    not_printed: 'Your number was not printed. Write it down: it is already valid.',
    pdf: 'Download as PDF',
  },
  es: {
    no_printer: 'Anota tu número o hazle una foto.',
    printing: 'Imprimiendo tu número…',
    take: 'Retira tu número impreso.',
    take_maybe: 'Retira tu número de la impresora. Si no salió, anótalo.',
    no_paper: 'La impresora no tiene papel. Anota tu número: ya es válido.',
    cover_open: 'La tapa de la impresora está abierta. Anota tu número: ya es válido.',
    no_answer: 'La impresora no responde. Anota tu número: ya es válido.',
    uncertain:
      'Puede que el papel no haya salido entero. Anota tu número; en el mostrador imprimen otra copia.',
    not_printed: 'Tu número no se imprimió. Anótalo: ya es válido.',
    pdf: 'Descargar en PDF',
  },
})
