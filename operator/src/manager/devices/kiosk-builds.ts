import { type ManagedDevice } from '@totem/shared-schema'

/** A build that kiosks run, and how many do. */
export interface KioskBuild {
  readonly build: string
  readonly kiosks: number
}

/** Gives the builds that kiosks can stay on: those they say they run, and the one they were told, also if none runs it. */
export const kioskBuilds = (
  devices: readonly ManagedDevice[],
  held: string | null,
): readonly KioskBuild[] => {
  const running = devices.flatMap(({ kind, revokedAt, health }) =>
    kind === 'kiosk' && revokedAt === null && health !== null && health.build !== ''
      ? [health.build]
      : [],
  )
  return [...new Set([...running, ...(held === null ? [] : [held])])].map((build) => ({
    build,
    kiosks: running.filter((each) => each === build).length,
  }))
}
