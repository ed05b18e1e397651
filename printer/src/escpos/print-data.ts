/**
 * How a printer says that what was sent is on paper. `gs-h`: GS ( H function 48 answers once the data before
 * it is printed (Epson's manuals). `gs-r`: GS r 1 is answered in order after the data, a weaker sign.
 * `none`: nobody answers, and the job stays unconfirmed.
 */
export type Completion = 'gs-h' | 'gs-r' | 'none'

/** One print job as bytes: what a transport writes, whatever is printed. */
export interface PrintData {
  /**
   * What to write, in this order, each entry in a transfer of its own. The first puts the printer into its initial
   * state; the last one cuts, where there is a blade: on an Elgin i9 a cut sent along with the text overtakes what is
   * still in the buffer.
   */
  readonly writes: readonly Uint8Array[]
  /** The strongest sign of completion this model is known to give; to be confirmed when it is installed. */
  readonly completion: Completion
}
