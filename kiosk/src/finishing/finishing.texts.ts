import { defineTexts } from '../texts/language.ts'

/** The end of a sale. */
export const finishingTexts = defineTexts({
  'pt-BR': {
    number: 'Sua senha',
    paid: { title: 'Pagamento confirmado', pill: 'Pago', next: 'Aguarde ser chamado pelo número.' },
    desk: {
      title: 'Vaga garantida',
      pill: 'Aguardando pagamento – pague no balcão',
      next: 'Pague no balcão e aguarde ser chamado pelo número.',
    },
    no_connection: {
      title: 'Sem conexão agora. Sua vaga está garantida: pague no balcão.',
      pill: 'Aguardando pagamento – pague no balcão',
      next: 'Pague no balcão e aguarde ser chamado pelo número.',
    },
    review: {
      title: 'Recebemos um pagamento',
      pill: 'A conferir no balcão',
      next: 'O valor não bateu com o preço. Mostre esta senha no balcão.',
    },
    cancelled: {
      title: 'Compra cancelada',
      pill: 'Cancelada',
      next: 'Nada foi cobrado. Quando quiser, é só começar de novo.',
    },
    refund_due: {
      title: 'Compra cancelada',
      pill: 'Pagamento a devolver',
      next: 'Recebemos seu pagamento depois do cancelamento. Fale com o balcão: ele será devolvido.',
    },
    remember: 'Anote ou fotografe sua senha.',
    again: 'Concluir',
    closes: (seconds: number) => `Volta ao início em ${seconds} s`,
  },
})
