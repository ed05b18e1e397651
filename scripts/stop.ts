import { readStackOptions } from './command-options.ts'
import { stackPaths } from './stack/stack-options.ts'
import { stopRecorded } from './stack/stop-recorded.ts'

const graceMs = 12_000

const stopped = await stopRecorded(stackPaths(readStackOptions(process.env)).run, graceMs)
process.stdout.write(stopped.length === 0 ? 'Totem does not run\n' : 'Totem is stopped\n')
