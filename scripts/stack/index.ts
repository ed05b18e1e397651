export { readHookPath } from './hook-path.ts'
export { type ProcessEnd } from './managed-process.ts'
export { type PairingLink } from './pairing.ts'
export { findFreePorts } from './ports.ts'
export { type ProcessName } from './process-plan.ts'
export { StackError } from './stack-error.ts'
export {
  type LogLine,
  type StackOptions,
  type StackPorts,
  type StackUrls,
} from './stack-options.ts'
export { type Stack, startStack } from './start-stack.ts'
