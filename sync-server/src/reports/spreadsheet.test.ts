import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { day, inCash, served, startReportsWorld } from './_reports-world.ts'

const soffice = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path))

/** What its dialog offers a Brazilian: semicolons, double quotes, UTF-8, Portuguese (Brazil) numbers. */
const brazilian = 'CSV:59,34,76,1,,1046'

interface Cell {
  readonly type: string
  /** Of a number its value, as the file stores it. */
  readonly text: string
}

/** Opens a file in LibreOffice and gives what stands in its cells. */
const openSheet = async (csv: string): Promise<readonly (readonly Cell[])[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'totem-csv-'))
  try {
    await writeFile(join(folder, 'a.csv'), csv)
    await promisify(execFile)(soffice ?? '', [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      `--infilter=${brazilian}`,
      ...['--convert-to', 'fods', '--outdir', folder, join(folder, 'a.csv')],
    ])
    const sheet = await readFile(join(folder, 'a.fods'), 'utf8')
    expect(sheet).not.toContain('table:formula')
    return [...sheet.matchAll(/<table:table-row[^>]*>([\s\S]*?)<\/table:table-row>/g)].map(
      ([, row = '']) =>
        [
          ...row.matchAll(
            /office:value-type="(\w+)"(?: office:value="([^"]*)")?[^>]*>\s*<text:p>([^<]*)</g,
          ),
        ].map(([, type = '', value, text = '']) => ({ type, text: value ?? unescaped(text) })),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&')

test.skipIf(soffice === undefined)(
  soffice === undefined
    ? 'CSV opens right in LibreOffice (skipped: there is no soffice here)'
    : 'CSV opens right in LibreOffice: figures are numbers, and no name of a service is a formula',
  { timeout: 120_000 },
  async () => {
    await using world = await startReportsWorld()
    const service = { code: 'BOTA', name: '=1+1; "dupla"', priceCents: 7_050, durationMinutes: 30 }
    await world.sell([inCash(7_050), ...served], { service })
    await world.pass()
    const rows = await openSheet(await (await world.get(`/reports/${day}.csv`)).text())
    expect(rows[0]?.map(({ text }) => text)).toEqual([
      'grupo',
      'item',
      'medida',
      'valor',
      'unidade',
    ])
    const received = rows.find(
      ([group, , figure]) => group?.text === 'serviço' && figure?.text === 'recebido',
    )
    expect(received?.map(({ type, text }) => [type, text])).toEqual([
      ['string', 'serviço'],
      ['string', '\'=1+1; "dupla"'],
      ['string', 'recebido'],
      ['float', '70.5'],
      ['string', 'R$'],
    ])
    const period = await openSheet(await (await world.get('/metrics.csv')).text())
    expect(period.map((row) => row.length)).toEqual([18, expect.any(Number)])
    expect(period[1]?.slice(1).every(({ type }) => type === 'float')).toBe(true)
  },
)
