import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateCpf } from '@brazilian-utils/brazilian-utils'
import { type Page } from '@playwright/test'
import { filter, firstValueFrom } from 'rxjs'
import { nodeHome } from '../harness/node-device.ts'
import { ticketOn, valueOf } from '../harness/sales.ts'
import { openTenantData } from '../harness/tenant-data.ts'
import { expect, test } from './totem-test.ts'

/** How many people buy in a day of the story. */
const peopleOfTheDay = process.env['TOTEM_LONG'] === '1' ? 50 : 10

/** Everything the page's origin has stored on the device, as text: IndexedDB, OPFS, Web Storage and caches' addresses. */
const storedText = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const found: string[] = []
    const readAll = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error ?? new Error('IndexedDB'))
      })
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue
      const database = await readAll(indexedDB.open(name))
      for (const store of database.objectStoreNames) {
        const rows = await readAll(database.transaction(store).objectStore(store).getAll())
        found.push(`${name}/${store}`, JSON.stringify(rows))
      }
      database.close()
    }
    const readFolder = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const handle of folder.values())
        if (handle.kind === 'directory') await readFolder(handle)
        else {
          const file = await handle.getFile()
          found.push(handle.name, await file.text())
        }
    }
    await readFolder(await navigator.storage.getDirectory())
    found.push(JSON.stringify(localStorage), JSON.stringify(sessionStorage))
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) found.push(url)
    return found.join('\n')
  })

const operator = { tenant: 'demo', username: 'operador', password: 'totem-operador' }

const namesIn = (customers: ReadonlyMap<string, { readonly name: string }>): number =>
  [...customers.values()].filter(({ name }) => name.includes('Xavantina')).length

const forms = (cpf: string): readonly string[] => [
  cpf,
  cpf.replace(/(\d{3})(\d{3})(\d{3})(\d{2})/, '$1.$2.$3-$4'),
]

test('after a day of customers no CPF is readable anywhere, and nobody who was served is left on the kiosk', async ({
  newKiosk,
  totem,
}) => {
  test.setTimeout(900_000)
  const { origin, folder } = totem
  const kiosk = await newKiosk()
  const spoken: string[] = []
  kiosk.page.on('console', (message) => spoken.push(message.text()))
  const people = Array.from({ length: peopleOfTheDay }, (_, index) => ({
    name: `Zulmira ${String.fromCharCode(65 + (index % 26))}${'abcdefghij'.charAt(index % 10)}queline Xavantina`,
    cpf: generateCpf(),
    phone: `519987${String(60_000 + index * 37).slice(0, 5)}`,
    service: index % 2 === 0 ? ('GELO' as const) : ('BOTA' as const),
  }))
  for (const person of people) await kiosk.sellAtDesk(person)
  await kiosk.delivered()
  const { page } = kiosk
  // Until they are served, the kiosk holds those it would have to send again to a gateway that lost them.
  expect(await storedText(page)).toContain('Xavantina')

  await using tablet = valueOf(await nodeHome({ app: 'operator', origin, folder }).login(operator))
  const customers = await firstValueFrom(
    tablet.customers$.pipe(filter((all) => namesIn(all) === peopleOfTheDay)),
  )
  for (const { id, name } of customers.values())
    if (name.includes('Xavantina')) {
      await ticketOn(tablet, id)
      for (const type of ['called', 'started', 'finished'] as const)
        valueOf(await tablet.append(id, type, {}))
    }
  await expect
    .poll(async () => (await storedText(page)).includes('Xavantina'), { timeout: 20_000 })
    .toBe(false)

  const stored = await storedText(page)
  const logs = await Promise.all(
    (await readdir(join(totem.folder, 'data/logs'))).map((file) =>
      readFile(join(totem.folder, 'data/logs', file), 'utf8'),
    ),
  )
  await using data = await openTenantData(totem)
  const database = JSON.stringify([
    await data.all('tickets'),
    await data.all('customers'),
    await data.all('registry'),
  ])
  const screen = await page.content()
  const leaks = people.flatMap(({ name, cpf, phone }) => {
    const everywhere = {
      stored,
      logs: logs.join('\n'),
      database,
      screen,
      console: spoken.join('\n'),
    }
    const readable = Object.entries(everywhere).flatMap(([place, text]) =>
      forms(cpf).some((form) => text.includes(form)) ? [`CPF in ${place}`] : [],
    )
    const { database: _kept, ...besidesDatabase } = everywhere
    const known = Object.entries(besidesDatabase).flatMap(([place, text]) =>
      [name, phone].some((word) => text.includes(word)) ? [`person in ${place}`] : [],
    )
    return [...readable, ...known]
  })
  expect([...new Set(leaks)]).toEqual([])
})
