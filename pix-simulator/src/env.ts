/** The settings of the process as they come from outside, unchecked. */
export interface Env {
  readonly host: string | undefined
  readonly port: string | undefined
  readonly publicUrl: string | undefined
  readonly dataDir: string | undefined
  readonly clientId: string | undefined
  readonly clientSecret: string | undefined
  readonly clientSecretFile: string | undefined
  readonly webhookSecretsFile: string | undefined
  readonly tlsCertFile: string | undefined
  readonly tlsKeyFile: string | undefined
  readonly tlsCaFile: string | undefined
  readonly demo: string | undefined
}

/** Reads the environment; nothing else in this workspace does. An empty variable counts as absent. */
export const readEnv = (): Env => ({
  host: variable('PIX_SIMULATOR_HOST'),
  port: variable('PIX_SIMULATOR_PORT'),
  publicUrl: variable('PIX_SIMULATOR_PUBLIC_URL'),
  dataDir: variable('DATA_DIR'),
  clientId: variable('PIX_CLIENT_ID'),
  clientSecret: variable('PIX_CLIENT_SECRET'),
  clientSecretFile: variable('PIX_CLIENT_SECRET_FILE'),
  webhookSecretsFile: variable('WEBHOOK_SECRETS_FILE'),
  tlsCertFile: variable('PIX_SIMULATOR_TLS_CERT_FILE'),
  tlsKeyFile: variable('PIX_SIMULATOR_TLS_KEY_FILE'),
  tlsCaFile: variable('PIX_SIMULATOR_TLS_CA_FILE'),
  demo: variable('TOTEM_DEMO'),
})

const variable = (name: string): string | undefined => {
  const value = process.env[name]
  return value === '' ? undefined : value
}
