import './pairing-offer.css'
import { type PairingOffer as Offer } from '@totem/shared-schema'
import { Button, QrCode } from '@totem/ui'
import { type JSX } from 'solid-js'
import { useDesk } from '../../app/desk.ts'
import { formatMoment } from '../../time/format-time.ts'
import { devicesTexts } from './devices.texts.ts'

/** A fresh code, to be read or typed on the new device. */
export const PairingOffer = (props: {
  readonly offer: Offer
  readonly onClose: () => void
}): JSX.Element => {
  const desk = useDesk()
  return (
    <section class="manager-card pairing-offer" data-testid="pairing-offer">
      <QrCode payload={props.offer.url} label={devicesTexts.new[props.offer.kind]} />
      <div class="manager-section">
        <h2>{devicesTexts.new[props.offer.kind]}</h2>
        <p>{devicesTexts.offer[props.offer.kind]}</p>
        <p>
          {devicesTexts.code}{' '}
          <strong class="pairing-code" data-testid="pairing-code">
            {props.offer.code}
          </strong>
        </p>
        <code>{props.offer.url}</code>
        <p>{devicesTexts.until(formatMoment(props.offer.expiresAt, desk.timeZone()))}</p>
        <div>
          <Button onClick={() => props.onClose()}>{devicesTexts.close}</Button>
        </div>
      </div>
    </section>
  )
}
