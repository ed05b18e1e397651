import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findChromium } from './chromium.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'totem-chromium-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

const aProgram = async (name: string): Promise<string> => {
  const file = join(folder, name)
  await writeFile(file, '')
  await chmod(file, 0o755)
  return file
}

test('CHROMIUM_PATH wins over the PATH', async () => {
  await aProgram('chromium')
  const mine = await aProgram('my-chromium')
  expect(findChromium({ CHROMIUM_PATH: mine, PATH: folder })).toBe(mine)
})

test('a CHROMIUM_PATH that names no file is refused', () => {
  const absent = join(folder, 'absent')
  expect(() => findChromium({ CHROMIUM_PATH: absent, PATH: folder })).toThrow(
    `CHROMIUM_PATH names no file: ${absent}`,
  )
})

test.for(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'])(
  '%s is found on the PATH',
  async (name) => {
    const file = await aProgram(name)
    expect(findChromium({ PATH: ['/nowhere', folder].join(delimiter) })).toBe(file)
  },
)
