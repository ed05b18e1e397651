import { parseArgs } from 'node:util'
import { pairedKinds, TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { createLogger } from './logger.ts'
import { giveUp, readConfig } from './read-config.ts'
import { createServices } from './services.ts'

const { values } = parseArgs({
  options: {
    tenant: { type: 'string', default: 'demo' },
    kind: { type: 'string', default: 'kiosk' },
  },
})
const config = readConfig()
const kind = v.safeParse(v.picklist(pairedKinds), values.kind)
const tenant = v.safeParse(TenantId, values.tenant)
if (!tenant.success || !config.tenants.has(tenant.output))
  giveUp(`TENANT_KEYS_FILE names no tenant "${values.tenant}".`)
else if (!kind.success) giveUp(`--kind is one of ${pairedKinds.join(', ')}.`)
else {
  await using services = await createServices(config, { logger: createLogger('silent') })
  const code = await services.pairing.create(tenant.output, kind.output)
  const url = `${config.publicUrl}/${kind.output}/?pair=${code}`
  process.stdout.write(`${JSON.stringify({ code, url })}\n`)
}
