import { defineTexts } from '../texts/language.ts'

/** The start: what there is to buy. */
export const choosingTexts = defineTexts({
  'pt-BR': {
    title: 'Bora recuperar?',
    lead: 'Toque no serviço para comprar. Leva menos de um minuto.',
    minutes: (minutes: number) => `${minutes} min`,
    closed: 'Fora do horário de atendimento',
    noWait: 'Sem fila agora',
    wait: (from: number, to: number) =>
      from === 0 ? `Espera de até ${to} min` : `Espera de ${from} a ${to} min`,
    calledAt: (time: string) => `Você seria chamado por volta de ${time}`,
    old: (minutes: number, waiting: number) => `Há ${minutes} min: ~${waiting} na fila`,
    choose: 'Comprar',
    clear: 'Apagar o que digitei',
    foot: 'Pague com Pix aqui, ou no balcão.',
    preparing: 'Preparando o totem',
    preparingHint: 'Os serviços aparecem aqui assim que a primeira conexão for feita.',
  },
  en: {
    title: 'Ready to recover?',
    lead: 'Tap a service to buy. It takes less than a minute.',
    minutes: (minutes: number) => `${minutes} min`,
    closed: 'Not open right now',
    noWait: 'No queue right now',
    wait: (from: number, to: number) =>
      from === 0 ? `Up to ${to} min wait` : `${from} to ${to} min wait`,
    calledAt: (time: string) => `You would be called around ${time}`,
    old: (minutes: number, waiting: number) => `${minutes} min ago: ~${waiting} in the queue`,
    choose: 'Buy',
    clear: 'Erase what I typed',
    foot: 'Pay with Pix here, or at the desk.',
    preparing: 'Getting ready',
    preparingHint: 'The services appear here as soon as the first connection is made.',
  },
  es: {
    title: '¿Listo para recuperarte?',
    lead: 'Toca un servicio para comprar. Tarda menos de un minuto.',
    minutes: (minutes: number) => `${minutes} min`,
    closed: 'Fuera del horario de atención',
    noWait: 'Sin fila ahora',
    wait: (from: number, to: number) =>
      from === 0 ? `Espera de hasta ${to} min` : `Espera de ${from} a ${to} min`,
    calledAt: (time: string) => `Te llamarían alrededor de las ${time}`,
    old: (minutes: number, waiting: number) => `Hace ${minutes} min: ~${waiting} en la fila`,
    choose: 'Comprar',
    clear: 'Borrar lo que escribí',
    foot: 'Paga con Pix aquí o en el mostrador.',
    preparing: 'Preparando el tótem',
    preparingHint: 'Los servicios aparecen aquí en cuanto se haga la primera conexión.',
  },
})
