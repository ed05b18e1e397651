import { defineTexts } from '../texts/language.ts'

/** The payment. */
export const payingTexts = defineTexts({
  'pt-BR': {
    number: 'Sua senha',
    preparing: 'Gerando o QR Code do Pix',
    preparingHint: 'Sua vaga já está guardada. Só um instante.',
    title: 'Pague com Pix',
    qr: 'QR Code do Pix',
    steps: [
      'Abra o app do seu banco',
      'Escolha Pix e depois Ler QR Code',
      'Confira o valor e confirme',
    ],
    waiting: 'Aguardando o pagamento. Esta tela muda sozinha.',
    validFor: (time: string) => `Vale por ${time}`,
    expired: 'Este QR Code venceu',
    expiredHint: 'Se você acabou de pagar, aguarde: a confirmação ainda chega aqui.',
    refused: 'Não conseguimos gerar o Pix',
    refusedHint: 'Sua vaga está guardada. Tente de novo ou pague no balcão.',
    retry: 'Gerar novo QR Code',
    desk: 'Pagar no balcão',
    cancel: 'Cancelar',
    cancelAsk: 'Cancelar esta compra?',
    cancelHint: 'Se você já pagou, não cancele.',
    cancelYes: 'Sim, cancelar',
    cancelNo: 'Não, voltar',
    cancelling: 'Cancelando',
  },
})
