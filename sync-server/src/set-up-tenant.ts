import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { prepareOnce } from './bootstrap.ts'
import { ensureStaffPin, makeStaffPin } from './kiosk-settings/staff-pin.ts'
import { createLogger } from './logger.ts'
import { giveUp, readConfig } from './read-config.ts'
import { createServices } from './services.ts'
import { setUpTenant, TenantSetup } from './tenant-setup/set-up-tenant.ts'

const usage = 'Usage: node sync-server/src/set-up-tenant.ts --tenant NAME FILE.json'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tenant: { type: 'string', default: '' } },
})
const [file] = positionals
const config = readConfig()
const tenant = v.safeParse(TenantId, values.tenant)
if (file === undefined || !tenant.success) giveUp(usage)
else if (!config.tenants.has(tenant.output))
  giveUp(`TENANT_KEYS_FILE names no tenant "${values.tenant}".`)
else {
  const setup = v.safeParse(
    v.pipe(v.string(), v.parseJson(), TenantSetup),
    readFileSync(file, 'utf8'),
  )
  if (!setup.success)
    giveUp(`${file}: look at ${v.getDotPath(setup.issues[0]) ?? 'the file itself'}.`)
  else {
    await using services = await createServices(config, { logger: createLogger('silent') })
    await prepareOnce(services)
    for (const { id, password } of await setUpTenant(services, tenant.output, setup.output))
      process.stdout.write(`${id}: ${password}\n`)
    const pin = makeStaffPin(services.randomBytes)
    if (await ensureStaffPin(services, tenant.output, pin))
      process.stdout.write(`staff PIN of the kiosks: ${pin}\n`)
  }
}
