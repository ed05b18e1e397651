import '@totem/ui/tokens.css'
import { browserHome } from '@totem/shared-schema/local-store'
import { render } from 'solid-js/web'
import { workerVersions } from './app-update/worker-versions.ts'
import { App } from './app.tsx'
import { takePairingCode } from './home/take-pairing-code.ts'
import { pageClock } from './time/clock.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

const code = takePairingCode(window.location, window.history)
render(
  () => (
    <App
      home={browserHome('kiosk')}
      code={code}
      clock={pageClock}
      versions={workerVersions()}
      onRestart={() => window.location.reload()}
    />
  ),
  root,
)
