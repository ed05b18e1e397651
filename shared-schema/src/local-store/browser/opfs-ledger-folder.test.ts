import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { createServer } from 'vite'
import { describe, test } from 'vitest'
import { describeLedgerFolder, type LedgerFolderWorld } from '../ledger/_ledger-file-acceptance.ts'
import { type LedgerFile, type LedgerFolder } from '../ledger/ledger-file.ts'

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

/** What the page of the test puts on its window. */
interface LedgerPage {
  readonly folder: LedgerFolder
  readonly files: Map<string, LedgerFile>
}
declare global {
  var ledgerPage: LedgerPage
}

const pageSource = `
  import { opfsLedgerFolder } from '/opfs/opfs-ledger-folder.ts'
  globalThis.ledgerPage = { folder: opfsLedgerFolder(), files: new Map() }
`

/** Reaches into the page: what runs there is the very adapter of the apps, with its worker. */
const folderIn = (page: Page): LedgerFolder => ({
  names: () => page.evaluate(() => globalThis.ledgerPage.folder.names()),
  open: async (name) => {
    await page.evaluate(async (name) => {
      const { folder, files } = globalThis.ledgerPage
      files.set(name, await folder.open(name))
    }, name)
    return {
      read: () => page.evaluate((name) => globalThis.ledgerPage.files.get(name)!.read(), name),
      append: (text) =>
        page.evaluate(([name, text]) => globalThis.ledgerPage.files.get(name)!.append(text), [
          name,
          text,
        ] as const),
      replace: (text) =>
        page.evaluate(([name, text]) => globalThis.ledgerPage.files.get(name)!.replace(text), [
          name,
          text,
        ] as const),
      [Symbol.asyncDispose]: () =>
        page.evaluate(
          (name) => globalThis.ledgerPage.files.get(name)![Symbol.asyncDispose](),
          name,
        ),
    }
  },
})

const createWorld = async (): Promise<LedgerFolderWorld> => {
  const root = await mkdtemp(join(tmpdir(), 'totem-opfs-'))
  await symlink(import.meta.dirname, join(root, 'opfs'))
  await writeFile(join(root, 'index.html'), `<script type="module">${pageSource}</script>`)
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'silent',
    resolve: { preserveSymlinks: true },
    optimizeDeps: { noDiscovery: true },
    server: { host: '127.0.0.1', port: 0, hmr: false, ws: false },
  })
  await server.listen()
  const origin = new URL(server.resolvedUrls?.local[0] ?? '').origin
  // A profile on the disk: an incognito window keeps its files in memory.
  const browser = await chromium.launchPersistentContext(join(root, 'profile'), {
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  const page = await browser.newPage()
  const load = async (): Promise<void> => {
    await page.goto(origin)
    await page.waitForFunction(() => 'ledgerPage' in globalThis)
  }
  await load()
  const devtools = await browser.newCDPSession(page)
  return {
    folder: () => folderIn(page),
    restart: load,
    disk: {
      fill: async () => {
        await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000 })
      },
      free: async () => {
        await devtools.send('Storage.overrideQuotaForOrigin', { origin })
      },
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close()
      await server.close()
      await rm(root, { recursive: true })
    },
  }
}

if (existsSync(executablePath)) describeLedgerFolder('OPFS of a real Chromium', createWorld)
else
  describe('a ledger folder: OPFS', () => {
    test.skip(`no Chromium at ${executablePath}: set CHROMIUM_PATH`, () => undefined)
  })
