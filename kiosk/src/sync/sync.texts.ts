import { defineTexts } from '../texts/language.ts'

/** What the corner of the screen says about the connection. */
export const syncTexts = defineTexts({
  'pt-BR': {
    connecting: 'Conectando…',
    connected: 'Conectado',
    sold: (acknowledged: number, sold: number, time: string) =>
      `${acknowledged} de ${sold} ${sold === 1 ? 'venda' : 'vendas'} no servidor${time === '' ? '' : `, ${time}`}`,
    sending: (acknowledged: number, sold: number) =>
      `Enviando – ${acknowledged} de ${sold} ${sold === 1 ? 'venda' : 'vendas'} no servidor`,
    sendingOther: 'Enviando…',
    offline: 'Sem conexão – as vendas continuam aqui',
    offlineSales: (kept: number) =>
      kept === 1
        ? 'Sem conexão – 1 venda guardada aqui'
        : `Sem conexão – ${kept} vendas guardadas aqui`,
    offlineOther: (kept: number) =>
      kept === 1
        ? 'Sem conexão – 1 registro guardado aqui'
        : `Sem conexão – ${kept} registros guardados aqui`,
  },
  en: {
    connecting: 'Connecting…',
    connected: 'Connected',
    sold: (acknowledged: number, sold: number, time: string) =>
      `${acknowledged} of ${sold} ${sold === 1 ? 'sale' : 'sales'} on the server${time === '' ? '' : `, ${time}`}`,
    sending: (acknowledged: number, sold: number) =>
      `Sending – ${acknowledged} of ${sold} ${sold === 1 ? 'sale' : 'sales'} on the server`,
    sendingOther: 'Sending…',
    offline: 'No connection – sales go on here',
    offlineSales: (kept: number) =>
      kept === 1 ? 'No connection – 1 sale kept here' : `No connection – ${kept} sales kept here`,
    offlineOther: (kept: number) =>
      kept === 1
        ? 'No connection – 1 record kept here'
        : `No connection – ${kept} records kept here`,
  },
  es: {
    connecting: 'Conectando…',
    connected: 'Conectado',
    sold: (acknowledged: number, sold: number, time: string) =>
      `${acknowledged} de ${sold} ${sold === 1 ? 'venta' : 'ventas'} en el servidor${time === '' ? '' : `, ${time}`}`,
    sending: (acknowledged: number, sold: number) =>
      `Enviando – ${acknowledged} de ${sold} ${sold === 1 ? 'venta' : 'ventas'} en el servidor`,
    sendingOther: 'Enviando…',
    offline: 'Sin conexión – las ventas siguen aquí',
    offlineSales: (kept: number) =>
      kept === 1
        ? 'Sin conexión – 1 venta guardada aquí'
        : `Sin conexión – ${kept} ventas guardadas aquí`,
    offlineOther: (kept: number) =>
      kept === 1
        ? 'Sin conexión – 1 registro guardado aquí'
        : `Sin conexión – ${kept} registros guardados aquí`,
  },
})
