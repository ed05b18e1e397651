import { join } from 'node:path'
import * as v from 'valibot'
import { stackEnvironment } from './plan-stack.ts'
import { runProgram } from './run-program.ts'
import { type StackOptions } from './stack-options.ts'

const pairProgram = join(import.meta.dirname, '../../sync-server/src/pair.ts')
const PairingLink = v.object({ code: v.string(), url: v.string() })

/** What a pairing link is for. */
export type PairedKind = 'kiosk' | 'panel'

/** A single-use invitation for one kiosk or panel. */
export interface PairingLink {
  readonly code: string
  readonly url: string
}

/** Asks a running Totem for a fresh pairing link of tenant `demo`. */
export const createPairingLink = async (
  options: StackOptions,
  kind: PairedKind = 'kiosk',
): Promise<PairingLink> => {
  const output = await runProgram([pairProgram, '--kind', kind], stackEnvironment(options))
  return v.parse(PairingLink, JSON.parse(output))
}
