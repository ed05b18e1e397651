import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { day, inCash, type ReportsWorld, served, startReportsWorld } from './_reports-world.ts'

let world: ReportsWorld
beforeEach(async () => {
  world = await startReportsWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const bota = { code: 'BOTA', name: '=Bota; "dupla"', priceCents: 7_000, durationMinutes: 30 }

describe('files', () => {
  test('CSV begins with a byte order mark and has five cells a line, whatever a service is called', async () => {
    await world.sell([inCash(7_000), ...served], { service: bota })
    await world.pass()
    const response = await world.get(`/reports/${day}.csv`)
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="totem-${day}-r1.csv"`,
    )
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const lines = new TextDecoder().decode(bytes).trim().split('\r\n')
    expect(lines[0]).toBe('grupo;item;medida;valor;unidade')
    expect(lines).toContain('serviço;"\'=Bota; ""dupla""";recebido;70;R$')
    expect(lines).toContain('recebido por senhas do dia;Dinheiro;recebido;70;R$')
  })

  test('the figures of a period are one line a day, oldest first', async () => {
    await world.sell([inCash(9_000), ...served])
    await world.pass()
    await world.pass(24 * 60 * 60_000)
    const text = await (await world.get('/metrics.csv?from=2026-11-22&to=2026-11-23')).text()
    const lines = text.trim().split('\r\n')
    expect(lines.map((line) => line.split(';').slice(0, 4).join(';')).slice(1)).toEqual([
      '2026-11-22;1;1;1',
      '2026-11-23;1;0;0',
    ])
    for (const query of [
      'from=2026-11-23&to=2026-11-22',
      'from=x',
      'from=2024-01-01&to=2026-01-01',
    ])
      expect((await world.get(`/metrics.csv?${query}`)).status).toBe(422)
  })

  test('PDF is a PDF', async () => {
    await world.sell([inCash(9_000)])
    await world.pass()
    const response = await world.get(`/reports/${day}.pdf`)
    expect(response.headers.get('content-type')).toBe('application/pdf')
    expect((await response.text()).slice(0, 5)).toBe('%PDF-')
  })
})
