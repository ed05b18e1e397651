import { browserHome } from '@totem/shared-schema/local-store'
import { render } from 'solid-js/web'
import { App } from './app/app.tsx'
import { createClock } from './app/create-clock.ts'
import { createQuiet } from './app/create-quiet.ts'
import { browserScanDevices } from './scan/scan-devices.ts'
import { createChimes } from './sound/chimes.ts'
import { createAppUpdate } from './update/create-app-update.ts'
import { registerAppWorker } from './update/register-app-worker.ts'

const root = document.getElementById('app')
if (root === null) throw new Error('index.html has no element #app')

render(() => {
  const now = createClock(() => Date.now())
  const quiet = createQuiet(document, now)
  if (import.meta.env.PROD)
    createAppUpdate(registerAppWorker(import.meta.env.BASE_URL), { isQuiet: quiet.isQuiet })
  return (
    <App
      environment={{
        home: browserHome('operator'),
        tenant: new URLSearchParams(location.search).get('tenant') ?? 'demo',
        now,
        chimes: createChimes(document),
        scanDevices: browserScanDevices(document),
        setHeld: quiet.setHeld,
        reload: () => location.reload(),
      }}
    />
  )
}, root)
