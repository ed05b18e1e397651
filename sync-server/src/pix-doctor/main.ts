import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { Registry } from 'prom-client'
import { loadMoneyConfig, type MoneyConfig } from '../config.ts'
import { type Env, readEnv } from '../env.ts'
import { bacenConfigOf } from '../payments/bacen/bacen-config.ts'
import { createBacenProvider } from '../payments/bacen/bacen-provider.ts'
import { createBankConnection } from '../payments/bacen/bank-connection.ts'
import { createBankMetrics } from '../payments/line/bank-metrics.ts'
import { giveUp, orGiveUp, readBytesIfThere, readFileIfThere } from '../read-config.ts'
import { type DoctorDeps, examine, type Patient } from './examine.ts'
import { type Finding, type Severity, severityOf } from './finding.ts'
import { sentencesOf } from './sentences.ts'

const { values } = parseArgs({
  options: {
    tenant: { type: 'string' },
    /** Makes a charge of one centavo and withdraws it. */
    charge: { type: 'boolean', default: false },
  },
})

const marks: Readonly<Record<Severity, string>> = { good: '✔', warning: '!', bad: '✘' }

const print = (finding: Finding): Severity => {
  const severity = severityOf(finding)
  const { says, advice } = sentencesOf(finding)
  process.stdout.write(`  ${marks[severity]} ${says}\n`)
  if (advice !== undefined) process.stdout.write(`      ${advice}\n`)
  return severity
}

/** Gives everything that is to be examined, the shared bank once for each of its tenants. */
const patientsIn = (
  { pix, providers }: MoneyConfig,
  { PIX_CLIENT_SECRET_FILE, PUBLIC_URL }: Env,
): ReadonlyMap<string, Patient> => {
  const publicOrigin = PUBLIC_URL === undefined ? null : new URL(PUBLIC_URL).origin
  const callbackOrigin = pix.callbackOrigin ?? publicOrigin
  const isCharged = values.charge
  const patients = new Map<string, Patient>()
  for (const [tenant, pixKey] of pix.keys) {
    const { baseUrl, clientId } = pix
    const shared = { baseUrl, clientId, pixKey }
    const own = providers.get(tenant)
    const secret =
      own?.kind === 'pix'
        ? { file: own.clientSecretFile, text: readFileIfThere(own.clientSecretFile) }
        : { file: PIX_CLIENT_SECRET_FILE ?? '', text: pix.clientSecret }
    const settings = own?.kind === 'pix' ? own : shared
    patients.set(tenant, { settings, secret, callbackOrigin, isCharged })
  }
  return patients
}

const depsFor = (tenant: string, { settings }: Patient): DoctorDeps => ({
  nowMs: Date.now,
  randomBytes,
  readBytes: readBytesIfThere,
  openBank: (tls, clientSecret) => {
    const connection = tls === undefined ? undefined : createBankConnection(tls)
    const callbacks = { signature: 'if_present', secrets: [] } as const
    const provider = createBacenProvider({
      tenant,
      metrics: createBankMetrics(new Registry()),
      nowMs: Date.now,
      random: Math.random,
      fetch: connection?.fetch ?? fetch,
      config: bacenConfigOf(settings, clientSecret, callbacks),
    })
    return { provider, [Symbol.asyncDispose]: async () => connection?.[Symbol.asyncDispose]() }
  },
})

const env = readEnv()
const patients = patientsIn(
  orGiveUp(() => loadMoneyConfig(env, readFileIfThere)),
  env,
)
const asked = [...patients].filter(([tenant]) => (values.tenant ?? tenant) === tenant)
if (asked.length === 0)
  giveUp(
    values.tenant === undefined
      ? 'Nenhuma unidade recebe Pix: preencha PAYMENT_PROVIDERS_FILE ou PIX_KEYS.'
      : `A unidade “${values.tenant}” não recebe Pix.`,
  )

let isWell = true
for (const [tenant, patient] of asked) {
  process.stdout.write(`Pix da unidade ${tenant}\n`)
  for await (const finding of examine(depsFor(tenant, patient), patient))
    isWell = print(finding) !== 'bad' && isWell
}
process.stdout.write(isWell ? 'Tudo certo para receber Pix.\n' : 'Há o que consertar acima.\n')
process.exitCode = isWell ? 0 : 1
