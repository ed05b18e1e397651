import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { type EmulatedPrinter } from './emulated-printer.ts'
import { deviceRecord } from './device-record.ts'
import { serveUsbfs } from './usbfs-server.ts'

/** A USB bus with one printer on it, which a Chromium started with its environment takes for a real one. */
export interface UsbBed extends AsyncDisposable {
  /** What Chromium is started with. */
  readonly env: Readonly<Record<string, string>>
  readonly plug: () => Promise<void>
  readonly unplug: () => Promise<void>
  /** Lets a driver of the kernel hold the printer. */
  readonly setBusy: (isBusy: boolean) => Promise<void>
}

const python = '/usr/bin/python3'
const compiler = '/usr/bin/gcc'
const umockdev = '/usr/lib/x86_64-linux-gnu/libumockdev-preload.so.0'

/**
 * Says why this machine cannot show Chromium a USB device of its own making; `undefined`: it can. On Debian it takes the
 * packages umockdev, gir1.2-umockdev-1.0, python3-gi and gcc.
 */
export const whyNoUsbBed = (): string | undefined => {
  if (process.env['TOTEM_USB'] === 'fake') return 'TOTEM_USB=fake asks for it'
  if (process.platform !== 'linux') return `usbfs is Linux's, this is ${process.platform}`
  if (!existsSync(umockdev)) return 'umockdev is not installed'
  if (!existsSync(compiler)) return 'gcc is not installed'
  try {
    execFileSync(python, ['-c', 'import gi; gi.require_version("UMockdev", "1.0")'], {
      stdio: 'ignore',
    })
  } catch {
    return 'python3-gi or gir1.2-umockdev-1.0 is not installed'
  }
  return undefined
}

/** Builds the bus in a folder, with the printer plugged in. */
export const startUsbBed = async (folder: string, printer: EmulatedPrinter): Promise<UsbBed> => {
  const [shim, socket, busy, record] = ['usbfs-shim.so', 'usbfs', 'busy', 'printer.umockdev'].map(
    (name) => join(folder, name),
  ) as [string, string, string, string]
  execFileSync(compiler, [
    ...['-O2', '-shared', '-fPIC', '-o', shim],
    ...[join(import.meta.dirname, 'usbfs-shim.c'), '-ldl', '-lpthread'],
  ])
  await writeFile(record, deviceRecord)
  const lines = new Set<Socket>()
  const server: Server = createServer((line) => {
    lines.add(line)
    line.on('close', () => lines.delete(line))
    serveUsbfs(line, printer)
  })
  server.listen(socket)
  await once(server, 'listening')

  const bed: ChildProcess = spawn(python, [join(import.meta.dirname, 'usb-bed.py'), record], {
    env: { ...process.env, LD_PRELOAD: umockdev },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  if (bed.stdin === null || bed.stdout === null) throw new Error('the bed has no pipes')
  const { stdin } = bed
  const said: Interface = createInterface(bed.stdout)
  const answers = said[Symbol.asyncIterator]()
  const root = await answers.next()
  if (root.done === true) throw new Error('the bed did not start')
  const tell = async (word: 'plug' | 'unplug'): Promise<void> => {
    stdin.write(`${word}\n`)
    await answers.next()
  }
  return {
    env: {
      LD_PRELOAD: `${shim}:${umockdev}`,
      UMOCKDEV_DIR: root.value,
      USBFS_SHIM_DEVICE: '/dev/bus/usb/001/002',
      USBFS_SHIM_SOCKET: socket,
      USBFS_SHIM_BUSY: busy,
    },
    plug: async () => {
      printer.powerCycle()
      await tell('plug')
    },
    unplug: async () => {
      for (const line of lines) line.destroy()
      await tell('unplug')
    },
    setBusy: async (isBusy) => {
      if (isBusy) await writeFile(busy, '')
      else await rm(busy, { force: true })
    },
    [Symbol.asyncDispose]: async () => {
      for (const line of lines) line.destroy()
      server.close()
      stdin.end()
      if (bed.exitCode === null) await once(bed, 'exit')
    },
  }
}
