import { type PrinterTransport } from './transport.ts'

/** A printer at the far end of a transport under test. */
export interface TestPrinter {
  /** Everything it has taken since it was plugged in. */
  readonly received: () => readonly number[]
  readonly say: (bytes: readonly number[]) => void
  /** Takes nothing more, as a printer that is off-line with a full buffer, until it is told to. */
  readonly setTaking: (takes: boolean) => void
  readonly plugIn: () => void
  readonly unplug: () => void
  /** Lets somebody else hold it. */
  readonly setHeldElsewhere: (isHeld: boolean) => void
}

/** A transport with its printer, plugged in. */
export interface TransportWorld extends AsyncDisposable {
  readonly transport: PrinterTransport
  readonly printer: TestPrinter
  /** Whether something between here and the printer takes bytes that the printer has not taken. */
  readonly hidesHeldPipe?: boolean
  /** Whether nobody announces a printer that came. */
  readonly isSilentOnArrival?: boolean
}
