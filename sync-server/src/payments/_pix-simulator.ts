import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Agent, fetch, type Response } from 'undici'
import * as v from 'valibot'

/** A bank of its own process for one test file. */
export interface PixSimulator extends AsyncDisposable {
  readonly url: string
  /** Pays a charge as the customer would; gives the notice the page then shows. */
  readonly pay: (txid: string) => Promise<string>
  /** Pays against the rules: `less`, `more`, `twice`, `again` or `late`. */
  readonly payAstray: (
    txid: string,
    way: 'less' | 'more' | 'twice' | 'again' | 'late',
  ) => Promise<string>
  /** Sends a Pix that no charge asked for; gives its endToEndId. */
  readonly sendPix: (pix: {
    readonly txid?: string
    readonly valor: string
    readonly chave: string
  }) => Promise<string>
  /** Takes money back as the payer's bank does (MED); gives the id of the refund. */
  readonly claimBack: (endToEndId: string, claim?: { readonly valor: string }) => Promise<string>
  /** Sets what goes wrong; what is not named is as it should be. */
  readonly setFaults: (faults: BankFaults) => Promise<void>
}

/** What the bank of tests may do wrong (see pix-simulator/README.md). */
export interface BankFaults {
  readonly latencyMs?: number
  readonly failure?:
    'none' | 'error_500' | 'unavailable_503' | 'too_many_429' | 'denied_403' | 'silence'
  readonly hooks?: 'normal' | 'lost' | 'duplicated' | 'reversed'
  readonly refunds?: 'done' | 'failed' | 'pending'
  readonly quirk?: 'none' | 'no_copia_e_cola' | 'horario_as_object'
}

/** The bank's own certificate and whom it believes, as PEM. */
export interface BankTls {
  readonly cert: string
  readonly key: string
  readonly ca: string
}

const main = join(import.meta.dirname, '../../../pix-simulator/src/main.ts')

/** The secret with which the bank of tests signs its calls. */
export const callbackSecret = 'a'.repeat(43)

/** Starts the bank on a free port, with demo credentials and signed calls; with `tls`, over HTTPS. */
export const startPixSimulator = async (tls?: BankTls): Promise<PixSimulator> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'totem-bank-'))
  const secretsFile = join(dataDir, 'webhook-secrets.json')
  writeFileSync(secretsFile, JSON.stringify({ current: callbackSecret }))
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'],
      DATA_DIR: dataDir,
      PIX_SIMULATOR_PORT: '0',
      TOTEM_DEMO: '1',
      WEBHOOK_SECRETS_FILE: secretsFile,
      ...tlsVariables(dataDir, tls),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the bank ended with ${code ?? 'a signal'}`)))
    createInterface(child.stdout).on('line', (line) => {
      const address = /listening on (https?:\S+)/.exec(line)?.[1]
      if (address !== undefined) resolve(address)
    })
  })
  const dispatcher = new Agent(tls === undefined ? {} : { connect: { ca: tls.ca } })
  const send = async (path: string, method: string, body?: unknown): Promise<Response> => {
    const answer = await fetch(url + path, {
      method,
      redirect: 'manual',
      dispatcher,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (answer.status >= 400) throw new Error(`the bank answered ${answer.status} at ${path}`)
    return answer
  }
  const field = async (path: string, body: unknown, name: string): Promise<string> => {
    const answer: unknown = await (await send(path, 'POST', body)).json()
    return v.parse(v.string(), v.parse(v.record(v.string(), v.unknown()), answer)[name])
  }
  const payAt = async (path: string): Promise<string> => {
    const place = (await send(path, 'POST')).headers.get('location')
    return new URLSearchParams(place?.split('?')[1]).get('aviso') ?? ''
  }
  return {
    url,
    pay: (txid) => payAt(`/pay/${txid}`),
    payAstray: (txid, way) => payAt(`/pay/${txid}/${way}`),
    sendPix: (pix) => field('/admin/pix', pix, 'endToEndId'),
    claimBack: (endToEndId, claim) => field(`/admin/pix/${endToEndId}/med`, claim ?? {}, 'id'),
    setFaults: async (faults) => {
      await send('/admin/faults', 'PUT', faults)
    },
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      await dispatcher.destroy()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const tlsVariables = (dataDir: string, tls: BankTls | undefined): Record<string, string> => {
  if (tls === undefined) return {}
  const write = (name: keyof BankTls): string => {
    const path = join(dataDir, `${name}.pem`)
    writeFileSync(path, tls[name])
    return path
  }
  return {
    PIX_SIMULATOR_TLS_CERT_FILE: write('cert'),
    PIX_SIMULATOR_TLS_KEY_FILE: write('key'),
    PIX_SIMULATOR_TLS_CA_FILE: write('ca'),
  }
}
