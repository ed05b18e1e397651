import { type Faults, noFaults } from './faults.ts'

/** The switches of what goes wrong. They are back to normal after a restart. */
export interface FaultPanel {
  readonly current: () => Faults
  readonly set: (faults: Faults) => void
}

/** Makes a panel on which nothing is disturbed. */
export const createFaultPanel = (): FaultPanel => {
  let current = noFaults
  return {
    current: () => current,
    set: (faults) => {
      current = faults
    },
  }
}
