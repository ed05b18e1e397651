import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PixSimulator, startPixSimulator } from '../payments/_pix-simulator.ts'

let bank: PixSimulator
const folder = mkdtempSync(join(tmpdir(), 'totem-doctor-'))
beforeAll(async () => {
  bank = await startPixSimulator()
})
afterAll(async () => {
  await bank[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

const run = (
  env: Record<string, string>,
  ...args: readonly string[]
): Promise<{ readonly code: unknown; readonly said: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(import.meta.dirname, 'main.ts'), ...args],
      { env: { PATH: process.env['PATH'], ...env } },
      (error, out, errors) => resolve({ code: error?.code ?? 0, said: out + errors }),
    )
  })

const withFile = (secretFile: string): Record<string, string> => {
  const path = join(folder, 'providers.json')
  const norte = {
    kind: 'pix',
    baseUrl: bank.url,
    clientId: 'totem-demo',
    clientSecretFile: secretFile,
    pixKey: 'norte@studio.com.br',
  }
  writeFileSync(path, JSON.stringify({ norte }))
  return { PAYMENT_PROVIDERS_FILE: path }
}

test('the command says that all is well, and ends well', async () => {
  const secretFile = join(folder, 'secret')
  writeFileSync(secretFile, 'totem-demo-secret\n')
  const { code, said } = await run(withFile(secretFile), '--charge')
  expect(said).toContain('Pix da unidade norte')
  expect(said).toContain('✔ Uma cobrança de R$ 0,01 foi criada e cancelada.')
  expect(said).toContain('Tudo certo para receber Pix.')
  expect(said).not.toContain('totem-demo-secret')
  expect(code).toBe(0)
})

test('the command says what is wrong, and ends badly', async () => {
  const { code, said } = await run(withFile(join(folder, 'absent')), '--tenant', 'norte')
  expect(said).toContain('✘ O arquivo')
  expect(code).toBe(1)
})

test('the command knows which units take Pix', async () => {
  const { code, said } = await run(withFile(join(folder, 'absent')), '--tenant', 'sul')
  expect([code, said]).toEqual([1, 'A unidade “sul” não recebe Pix.\n'])
})
