import { type Device } from '@totem/shared-schema/local-store'
import { type Accessor, createSignal } from 'solid-js'
import { download } from './download.ts'
import { requestProblemText } from './manager.texts.ts'

/** A file that is fetched in the manager's name and handed to the browser. */
export interface Download {
  readonly fetch: (path: string, name: string) => Promise<void>
  readonly isBusy: Accessor<boolean>
  readonly problem: Accessor<string | undefined>
}

/** Fetches files one at a time; a link could not carry who asks. */
export const createFile = (device: Pick<Device, 'askFile'>): Download => {
  const [isBusy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()
  return {
    fetch: async (path, name) => {
      if (isBusy()) return
      setBusy(true)
      setProblem(undefined)
      try {
        const file = await device.askFile(path)
        if (file.ok) download(file.value, name)
        else setProblem(requestProblemText(file.error))
      } finally {
        setBusy(false)
      }
    },
    isBusy,
    problem,
  }
}
