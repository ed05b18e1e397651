import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'

const dist = join(import.meta.dirname, '../../kiosk/dist')

/** JavaScript a kiosk needs before its first screen, in bytes of gzip. */
const scriptBudget = 180_000
/** Everything the service worker keeps for a start without a network, in bytes. */
const precacheBudget = 1_500_000

const textOf = (file: string): Promise<string> => readFile(join(dist, file), 'utf8')

/** The scripts of the page itself and all they import at once; what is imported later is not among them. */
const eagerScripts = async (): Promise<readonly string[]> => {
  const page = await textOf('index.html')
  const found = new Set(
    [...page.matchAll(/\/kiosk\/(assets\/[\w.-]+\.js)"/g)].map(([, file]) => file ?? ''),
  )
  for (const file of found) {
    const script = await textOf(file)
    const imported = script.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([\w.-]+\.js)["']/g)
    for (const [, name] of imported) found.add(`assets/${name ?? ''}`)
  }
  return [...found]
}

test('the first screen needs at most 180 kB of compressed JavaScript', async () => {
  const scripts = await eagerScripts()
  expect(scripts.length).toBeGreaterThan(0)
  let bytes = 0
  for (const file of scripts)
    bytes += gzipSync(await readFile(join(dist, file)), { level: 9 }).length
  test.info().annotations.push({ type: 'bytes', description: String(bytes) })
  expect(bytes, scripts.join(', ')).toBeLessThanOrEqual(scriptBudget)
})

test('a start without a network needs at most 1.5 MB in the cache, fonts included', async () => {
  const worker = await textOf('sw.js')
  const files = [...worker.matchAll(/url:\s*["']([^"']+)["']|"url":\s*"([^"]+)"/g)].map(
    ([, plain, quoted]) => plain ?? quoted ?? '',
  )
  expect(files).toContain('index.html')
  expect(files.some((file) => file.endsWith('.woff2'))).toBe(true)
  let bytes = 0
  for (const file of files) bytes += (await stat(join(dist, file))).size
  test.info().annotations.push({ type: 'bytes', description: String(bytes) })
  expect(bytes).toBeLessThanOrEqual(precacheBudget)
  const built = await readdir(join(dist, 'assets'))
  const missing = built.filter((file) => !files.includes(`assets/${file}`))
  expect(missing, 'files that would not be there without a network').toEqual([])
})

test('nothing in the build names another origin', async () => {
  const page = await textOf('index.html')
  const files = (await readdir(join(dist, 'assets'))).filter((file) => file.endsWith('.css'))
  const styles = await Promise.all(files.map((file) => textOf(`assets/${file}`)))
  expect(
    [page, ...styles].filter((text) => /(?:src|href|url)\s*[=(]\s*["']?https?:/.test(text)),
  ).toEqual([])
})
