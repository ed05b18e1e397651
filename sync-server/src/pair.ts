import { parseArgs } from 'node:util'
import { TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { createLogger } from './logger.ts'
import { giveUp, readConfig } from './read-config.ts'
import { createServices } from './services.ts'

const { values } = parseArgs({ options: { tenant: { type: 'string', default: 'demo' } } })
const config = readConfig()
const tenant = v.safeParse(TenantId, values.tenant)
if (!tenant.success || !config.tenants.has(tenant.output))
  giveUp(`TENANT_KEYS_FILE names no tenant "${values.tenant}".`)
else {
  await using services = await createServices(config, { logger: createLogger('silent') })
  const code = await services.pairing.create(tenant.output)
  const url = `${config.publicUrl}/kiosk/?pair=${code}`
  process.stdout.write(`${JSON.stringify({ code, url })}\n`)
}
