import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { day, inCash, type ReportsWorld, served, startReportsWorld } from './_reports-world.ts'
import { csvOf } from './csv.ts'

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

  const soffice = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path))
  test.skipIf(soffice === undefined)(
    'CSV opens right in LibreOffice',
    { timeout: 60_000 },
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'totem-csv-'))
      try {
        await writeFile(
          join(folder, 'a.csv'),
          csvOf([
            ['ação; "x"', 9.5],
            ['=1+1', -3],
          ]),
        )
        await promisify(execFile)(soffice ?? '', [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          'fods',
          '--outdir',
          folder,
          join(folder, 'a.csv'),
        ])
        const sheet = await readFile(join(folder, 'a.fods'), 'utf8')
        expect(sheet).toContain('ação; &quot;x&quot;')
        expect(sheet).not.toContain('table:formula')
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  )
})
