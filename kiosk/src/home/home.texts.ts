import { defineTexts } from '../texts/language.ts'

/** What staff read before the kiosk can sell. */
export const homeTexts = defineTexts({
  'pt-BR': {
    studio: 'Totem',
    opening: 'Abrindo o totem',
    pairing: 'Pareando este totem',
    elsewhere: 'O totem já está aberto em outra aba',
    elsewhereHint: 'Use a outra aba, ou feche-a: esta continua sozinha.',
    storage: 'O armazenamento deste aparelho não respondeu',
    storageHint:
      'Tentando de novo a cada poucos segundos. Se não voltar, veja se o disco está cheio e reinicie o navegador.',
    pairTitle: 'Parear este totem',
    pairHint: 'Digite o código de 8 letras e números que o gerente gerou.',
    code: 'Código de pareamento',
    pair: 'Parear',
    problems: {
      none: '',
      incomplete: 'O código tem 8 letras e números.',
      wrong_code: 'Código errado, vencido ou já usado. Peça outro ao gerente.',
      offline: 'Sem conexão com o servidor. Verifique a rede e tente de novo.',
      failed: 'O servidor não aceitou o pareamento. Tente de novo.',
    },
    crash: 'Algo deu errado nesta tela',
    crashHint: 'Toda venda com senha está guardada. Toque para recomeçar.',
    restart: 'Recomeçar',
  },
})
