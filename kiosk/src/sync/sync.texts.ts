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
})
