import { join } from 'node:path'
import * as v from 'valibot'
import { stackEnvironment } from './plan-stack.ts'
import { runProgram } from './run-program.ts'
import { type StackOptions } from './stack-options.ts'

const pairProgram = join(import.meta.dirname, '../../sync-server/src/pair.ts')
const PairingLink = v.object({ code: v.string(), url: v.string() })

/** A single-use invitation for one kiosk. */
export interface PairingLink {
  readonly code: string
  readonly url: string
}

/** Asks a running Totem for a fresh pairing link of a tenant. */
export const createPairingLink = async (
  options: StackOptions,
  tenant = 'demo',
): Promise<PairingLink> => {
  const output = await runProgram([pairProgram, '--tenant', tenant], stackEnvironment(options))
  return v.parse(PairingLink, JSON.parse(output))
}
