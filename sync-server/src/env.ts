/** The settings of the process as they come from outside, unchecked; an empty variable counts as absent. */
export type Env = Readonly<Record<(typeof names)[number], string | undefined>>

const names = [
  'GATEWAY_PORT',
  'GATEWAY_HOST',
  'GATEWAY_ROLE',
  'COUCHDB_URL',
  'COUCHDB_USER',
  'COUCHDB_PASSWORD_FILE',
  'JWT_KEYS_FILE',
  'TENANT_KEYS_FILE',
  'WEBHOOK_SECRETS_FILE',
  'PIX_BASE_URL',
  'PIX_CLIENT_ID',
  'PIX_CLIENT_SECRET_FILE',
  'PIX_KEYS',
  'PIX_CALLBACK_ORIGIN',
  'PAYMENT_PROVIDERS_FILE',
  'WEBHOOK_GATE_FILE',
  'PRINTERS',
  'PUBLIC_URL',
  'DATA_DIR',
  'TOTEM_DEMO',
  'LOG_LEVEL',
] as const

/** Reads the environment; nothing else in this workspace does. */
export const readEnv = (): Env => {
  const entries = names.map((name) => {
    const value = process.env[name]
    return [name, value === '' ? undefined : value]
  })
  // `fromEntries` forgets which keys it was given; they are exactly `names`.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
  return Object.fromEntries(entries) as Env
}
