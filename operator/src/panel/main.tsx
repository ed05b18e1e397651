import { browserPanel } from '@totem/shared-schema/local-store'
import { render } from 'solid-js/web'
import { createClock } from '../app/create-clock.ts'
import { createQuiet } from '../app/create-quiet.ts'
import { createAppUpdate } from '../update/create-app-update.ts'
import { registerAppWorker } from '../update/register-app-worker.ts'
import { createBell } from './create-bell.ts'
import { createNightReload } from './create-night-reload.ts'
import { createVoice } from './create-voice.ts'
import { PanelApp } from './panel-app.tsx'

const root = document.getElementById('app')
if (root === null) throw new Error('index.html has no element #app')

/** The code is good once: it does not stay in the address, where a reload would try it again. */
const takeCode = (): string | undefined => {
  const code = new URLSearchParams(location.search).get('pair') ?? undefined
  if (code !== undefined) history.replaceState(null, '', location.pathname)
  return code
}

const code = takeCode()
render(() => {
  const now = createClock(() => Date.now())
  const quiet = createQuiet(document, now)
  if (import.meta.env.PROD)
    createAppUpdate(registerAppWorker(import.meta.env.BASE_URL), { isQuiet: quiet.isQuiet })
  createNightReload({
    now,
    isIdle: quiet.isQuiet,
    answers: () =>
      fetch('/healthz', { signal: AbortSignal.timeout(3_000) }).then(
        ({ ok }) => ok,
        () => false,
      ),
    reload: () => location.reload(),
  })
  return (
    <PanelApp
      environment={{
        home: browserPanel(),
        code,
        now,
        bell: createBell(document),
        voice: createVoice('speechSynthesis' in globalThis ? speechSynthesis : undefined),
        setHeld: quiet.setHeld,
        reload: () => location.reload(),
      }}
    />
  )
}, root)
