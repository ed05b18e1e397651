import { defineTexts } from '../texts/language.ts'

/** The end of a sale. */
export const finishingTexts = defineTexts({
  'pt-BR': {
    number: 'Sua senha',
    paid: { title: 'Pagamento confirmado', pill: 'Pago', next: 'Aguarde ser chamado pelo número.' },
    awaiting: {
      title: 'Vaga garantida',
      pill: 'Aguardando confirmação',
      next: 'Aguarde ser chamado pelo número. A confirmação do Pix chega quando a conexão voltar: guarde o comprovante.',
    },
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
    again: 'Concluir',
    closes: (seconds: number) => `Volta ao início em ${seconds} s`,
  },
  en: {
    number: 'Your number',
    paid: { title: 'Payment confirmed', pill: 'Paid', next: 'Wait until your number is called.' },
    awaiting: {
      title: 'Your place is kept',
      pill: 'Waiting for confirmation',
      next: 'Wait until your number is called. The Pix is confirmed once the connection is back: keep your receipt.',
    },
    desk: {
      title: 'Your place is kept',
      pill: 'To be paid at the desk',
      next: 'Pay at the desk and wait until your number is called.',
    },
    no_connection: {
      title: 'No connection right now. Your place is kept: pay at the desk.',
      pill: 'To be paid at the desk',
      next: 'Pay at the desk and wait until your number is called.',
    },
    review: {
      title: 'We received a payment',
      pill: 'To be checked at the desk',
      next: 'The amount is not the price. Show this number at the desk.',
    },
    cancelled: {
      title: 'Purchase cancelled',
      pill: 'Cancelled',
      next: 'Nothing was charged. Start again whenever you like.',
    },
    refund_due: {
      title: 'Purchase cancelled',
      pill: 'Payment to be returned',
      next: 'Your payment arrived after the cancellation. Talk to the desk: it will be returned.',
    },
    again: 'Done',
    closes: (seconds: number) => `Back to the start in ${seconds} s`,
  },
  es: {
    number: 'Tu número',
    paid: { title: 'Pago confirmado', pill: 'Pagado', next: 'Espera a que llamen tu número.' },
    awaiting: {
      title: 'Lugar reservado',
      pill: 'Esperando confirmación',
      next: 'Espera a que llamen tu número. El Pix se confirma cuando vuelva la conexión: guarda el comprobante.',
    },
    desk: {
      title: 'Lugar reservado',
      pill: 'Pendiente – paga en el mostrador',
      next: 'Paga en el mostrador y espera a que llamen tu número.',
    },
    no_connection: {
      title: 'Sin conexión ahora. Tu lugar está reservado: paga en el mostrador.',
      pill: 'Pendiente – paga en el mostrador',
      next: 'Paga en el mostrador y espera a que llamen tu número.',
    },
    review: {
      title: 'Recibimos un pago',
      pill: 'Por revisar en el mostrador',
      next: 'El valor no coincide con el precio. Muestra este número en el mostrador.',
    },
    cancelled: {
      title: 'Compra cancelada',
      pill: 'Cancelada',
      next: 'No se cobró nada. Empieza de nuevo cuando quieras.',
    },
    refund_due: {
      title: 'Compra cancelada',
      pill: 'Pago por devolver',
      next: 'Tu pago llegó después de la cancelación. Habla con el mostrador: te lo devuelven.',
    },
    again: 'Listo',
    closes: (seconds: number) => `Vuelve al inicio en ${seconds} s`,
  },
})
