import { randomBytes } from 'node:crypto'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PixSimulator, startPixSimulator } from '../payments/_pix-simulator.ts'
import { makeTestCa } from '../payments/bacen/_test-ca.ts'
import { bacenConfigOf } from '../payments/bacen/bacen-config.ts'
import { createBacenProvider } from '../payments/bacen/bacen-provider.ts'
import { createBankConnection } from '../payments/bacen/bank-connection.ts'
import { createBankMetrics } from '../payments/line/bank-metrics.ts'
import { examine, type Patient } from './examine.ts'
import { type Finding, type Severity, severityOf } from './finding.ts'

const ca = makeTestCa()
const ours = ca.issue('totem')
const files = new Map<string, Buffer>([
  ['/cert', Buffer.from(ours.cert)],
  ['/key', Buffer.from(ours.key)],
  ['/ca', Buffer.from(ca.cert)],
  ['/csr', Buffer.from('-----BEGIN CERTIFICATE REQUEST-----\n')],
  ['/old', Buffer.from(ca.issue('old', -3).cert)],
  ['/foreign', Buffer.from(makeTestCa('Another').cert)],
])
const tls = { certFile: '/cert', keyFile: '/key', caFile: '/ca' }

let bank: PixSimulator
beforeAll(async () => {
  bank = await startPixSimulator({ ...ca.issue('bank'), ca: ca.cert })
})
afterAll(() => bank[Symbol.asyncDispose]())

const aPatient = (changes: Partial<Patient['settings']> = {}): Patient => ({
  settings: {
    baseUrl: bank.url,
    clientId: 'totem-demo',
    pixKey: '7d9f0335-8dcc-4054-9bf9-0dbd61d36906',
    tls,
    ...changes,
  },
  secret: { file: '/secret', text: 'totem-demo-secret\n' },
  callbackOrigin: 'https://totem.example.com',
  isCharged: false,
})

const providerOf = (
  { settings }: Patient,
  material: Parameters<typeof createBankConnection>[0] | undefined,
  clientSecret: string,
) => {
  const connection = material === undefined ? undefined : createBankConnection(material)
  const provider = createBacenProvider({
    tenant: 'demo',
    metrics: createBankMetrics(new Registry()),
    nowMs: Date.now,
    random: Math.random,
    fetch: connection?.fetch ?? fetch,
    config: bacenConfigOf(settings, clientSecret, { signature: 'if_present', secrets: [] }),
  })
  return { provider, [Symbol.asyncDispose]: async () => connection?.[Symbol.asyncDispose]() }
}

const examined = async (patient: Patient): Promise<readonly Finding[]> => {
  const findings: Finding[] = []
  const deps = {
    nowMs: Date.now,
    randomBytes,
    readBytes: (path: string) => files.get(path),
    openBank: (
      material: Parameters<typeof createBankConnection>[0] | undefined,
      clientSecret: string,
    ) => providerOf(patient, material, clientSecret),
  }
  for await (const finding of examine(deps, patient)) findings.push(finding)
  return findings
}

const summary = (findings: readonly Finding[]): readonly (readonly [string, Severity])[] =>
  findings.map((finding) => [finding.about, severityOf(finding)])

describe('the doctor', () => {
  test('finds a bank that is set up well, step by step', async () => {
    const patient = { ...aPatient(), isCharged: true }
    await using bankOfPatient = providerOf(patient, { ...ours, ca: ca.cert }, 'totem-demo-secret')
    const { hooks } = bankOfPatient.provider
    const register = (url: string): Promise<unknown> | undefined =>
      hooks?.register(url, AbortSignal.timeout(5_000))
    expect(summary(await examined(patient))).toEqual([
      ['address', 'good'],
      ['secret', 'good'],
      ['certificate', 'warning'],
      ['access', 'good'],
      ['key', 'good'],
      ['webhook', 'warning'],
      ['test_charge', 'good'],
    ])
    await register('https://totem.example.com/payments/webhook/pix/secret-token')
    expect(await examined(patient)).toContainEqual({
      about: 'webhook',
      registered: 'https://totem.example.com',
      expected: 'https://totem.example.com',
    })
    await register('https://other.example.com/hook')
    expect(summary(await examined(patient))).toContainEqual(['webhook', 'bad'])
  })

  test.for([
    ['no secret', {}, { file: '/secret', text: undefined }, 'secret'],
    ['a CSR', { tls: { ...tls, certFile: '/csr' } }, undefined, 'certificate_fault'],
    ['no key file', { tls: { ...tls, keyFile: '/absent' } }, undefined, 'certificate_fault'],
  ] as const)('asks the bank nothing with %s', async ([, settings, secret, about]) => {
    const patient = aPatient(settings)
    const findings = await examined({ ...patient, secret: secret ?? patient.secret })
    expect(findings.map((finding) => finding.about)).not.toContain('access')
    expect(summary(findings)).toContainEqual([about, 'bad'])
  })

  const unproven = expect.stringMatching(/^network_(UNABLE|SELF)/) as unknown

  test.for<[string, (patient: Patient) => Patient, unknown]>([
    [
      'a wrong secret',
      (patient) => ({ ...patient, secret: { file: '/secret', text: 'no' } }),
      'status_401_token',
    ],
    [
      'no certificate',
      ({ settings: { tls: _, ...settings }, ...patient }) => ({ ...patient, settings }),
      unproven,
    ],
    ['a foreign authority', () => aPatient({ tls: { ...tls, caFile: '/foreign' } }), unproven],
    ['a scope nobody has', () => aPatient({ scopes: ['gold.read'] }), 'status_400_token'],
  ])('tells why the bank is closed with %s', async ([, change, reason]) => {
    expect((await examined(change(aPatient()))).at(-1)).toMatchObject({
      about: 'access',
      failure: { reason },
    })
  })

  test.for([
    [-1, 0, 'bad'],
    [0, 0, 'warning'],
    [29, 0, 'warning'],
    [30, 0, 'good'],
    [365, 1, 'bad'],
  ] as const)(
    'a certificate with %d days left, valid in %d, is %s',
    ([daysLeft, until, severity]) => {
      const finding = {
        about: 'certificate',
        subject: 'CN=x',
        daysLeft,
        daysUntilValid: until,
      } as const
      expect(severityOf(finding)).toBe(severity)
    },
  )
})
