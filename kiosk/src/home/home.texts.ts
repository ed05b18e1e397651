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
    keep: 'Deixar como está',
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
    revoked: 'Este totem foi desativado',
    revokedHint:
      'Compre no balcão, por favor. Equipe: o que ele ainda guardava foi entregue para conferência; para usá-lo de novo, pareie outra vez.',
  },
  en: {
    studio: 'Totem',
    opening: 'Opening the kiosk',
    pairing: 'Pairing this kiosk',
    elsewhere: 'The kiosk is already open in another tab',
    elsewhereHint: 'Use the other tab, or close it: this one goes on by itself.',
    storage: 'The storage of this device did not answer',
    storageHint:
      'Trying again every few seconds. If it does not come back, see whether the disk is full and restart the browser.',
    pairTitle: 'Pair this kiosk',
    pairHint: 'Type the code of 8 letters and digits that the manager made.',
    code: 'Pairing code',
    pair: 'Pair',
    keep: 'Leave it as it is',
    problems: {
      none: '',
      incomplete: 'The code has 8 letters and digits.',
      wrong_code: 'Wrong, expired or used code. Ask the manager for another.',
      offline: 'No connection to the server. Check the network and try again.',
      failed: 'The server did not accept the pairing. Try again.',
    },
    crash: 'Something went wrong on this screen',
    crashHint: 'Every sale with a number is safe. Tap to start again.',
    restart: 'Start again',
    revoked: 'This kiosk was switched off',
    revokedHint:
      'Please buy at the desk. Staff: what it still held was handed in for review; pair it again to use it.',
  },
  es: {
    studio: 'Totem',
    opening: 'Abriendo el tótem',
    pairing: 'Vinculando este tótem',
    elsewhere: 'El tótem ya está abierto en otra pestaña',
    elsewhereHint: 'Usa la otra pestaña o ciérrala: esta continúa sola.',
    storage: 'El almacenamiento de este equipo no respondió',
    storageHint:
      'Probando de nuevo cada pocos segundos. Si no vuelve, mira si el disco está lleno y reinicia el navegador.',
    pairTitle: 'Vincular este tótem',
    pairHint: 'Escribe el código de 8 letras y números que generó el gerente.',
    code: 'Código de vinculación',
    pair: 'Vincular',
    keep: 'Dejar como está',
    problems: {
      none: '',
      incomplete: 'El código tiene 8 letras y números.',
      wrong_code: 'Código equivocado, vencido o ya usado. Pide otro al gerente.',
      offline: 'Sin conexión con el servidor. Revisa la red y prueba otra vez.',
      failed: 'El servidor no aceptó la vinculación. Prueba otra vez.',
    },
    crash: 'Algo salió mal en esta pantalla',
    crashHint: 'Toda venta con número está guardada. Toca para empezar de nuevo.',
    restart: 'Empezar de nuevo',
    revoked: 'Este tótem fue desactivado',
    revokedHint:
      'Compra en el mostrador, por favor. Equipo: lo que aún guardaba se entregó para revisión; para usarlo de nuevo, vincúlalo otra vez.',
  },
})
