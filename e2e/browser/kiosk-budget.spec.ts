import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'

const dist = join(import.meta.dirname, '../../kiosk/dist')

/** JavaScript a kiosk needs before its first screen, in bytes of gzip. */
const scriptBudget = 180_000
/** What printing loads beside the first screen, in bytes of gzip; a PDF is made by more, once somebody wants one. */
const printerBudget = 45_000
/** Everything the service worker keeps for a start without a network, in bytes. */
const precacheBudget = 1_500_000

const textOf = (file: string): Promise<string> => readFile(join(dist, file), 'utf8')

/** Scripts and all they import at once; what is imported later is not among them. */
const withImports = async (scripts: readonly string[]): Promise<readonly string[]> => {
  const found = new Set(scripts)
  for (const file of found) {
    const script = await textOf(file)
    const imported = script.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([\w.-]+\.js)["']/g)
    for (const [, name] of imported) found.add(`assets/${name ?? ''}`)
  }
  return [...found]
}

/** The scripts that the page needs at once. */
const eagerScripts = async (): Promise<readonly string[]> => {
  const page = await textOf('index.html')
  const named = page.matchAll(/\/kiosk\/(assets\/[\w.-]+\.js)"/g)
  return withImports([...named].map(([, file]) => file ?? ''))
}

const compressedBytes = async (scripts: readonly string[]): Promise<number> => {
  const sizes = scripts.map(
    async (file) => gzipSync(await readFile(join(dist, file)), { level: 9 }).length,
  )
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

test('the first screen needs at most 180 kB of compressed JavaScript', async () => {
  const scripts = await eagerScripts()
  expect(scripts.length).toBeGreaterThan(0)
  const bytes = await compressedBytes(scripts)
  test.info().annotations.push({ type: 'bytes', description: String(bytes) })
  expect(bytes, scripts.join(', ')).toBeLessThanOrEqual(scriptBudget)
})

test('printing is not part of the first screen, and loads at most 45 kB beside it', async () => {
  const eager = await eagerScripts()
  const [start, ...others] = (await readdir(join(dist, 'assets'))).filter((file) =>
    file.startsWith('browser-printing-'),
  )
  expect([start, others]).toEqual([expect.any(String), []])
  const scripts = (await withImports([`assets/${start ?? ''}`])).filter(
    (file) => !eager.includes(file),
  )
  expect(scripts.some((file) => file.includes('open-printing-'))).toBe(true)
  const bytes = await compressedBytes(scripts)
  test.info().annotations.push({ type: 'bytes', description: String(bytes) })
  expect(bytes, scripts.join(', ')).toBeLessThanOrEqual(printerBudget)
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
