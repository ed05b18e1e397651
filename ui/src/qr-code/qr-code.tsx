import './qr-code.css'
import { type JSX, createMemo } from 'solid-js'
import { qrDrawing } from './qr-drawing.ts'

/** What a QR code holds and how it is called. */
export interface QrCodeProps {
  readonly payload: string
  readonly label: string
  readonly testId?: string
}

/** A QR code as sharp black squares on white, in any theme: phones read nothing else as well. */
export const QrCode = (props: QrCodeProps): JSX.Element => {
  const drawing = createMemo(() => qrDrawing(props.payload))
  return (
    <svg
      class="ui-qr"
      role="img"
      aria-label={props.label}
      data-testid={props.testId}
      data-payload={props.payload}
      viewBox={`0 0 ${drawing().size} ${drawing().size}`}
      shape-rendering="crispEdges"
    >
      <rect class="ui-qr-paper" width={drawing().size} height={drawing().size} />
      <path class="ui-qr-ink" d={drawing().path} />
    </svg>
  )
}
