import { Service, ServiceChange } from '@totem/shared-schema'
import { Button, Notice, TextField } from '@totem/ui'
import { createSignal, For, type JSX, Show } from 'solid-js'
import * as v from 'valibot'
import { useDesk } from '../../app/desk.ts'
import { createChange } from '../create-change.ts'
import { managerTexts } from '../manager.texts.ts'
import { catalogTexts } from './catalog.texts.ts'
import { parseReais, reaisText } from './parse-reais.ts'

/** What the form begins with, and keeps whatever arrives meanwhile; without a service it makes a new one. */
export interface ServiceFormProps {
  readonly initialService: Service | undefined
  readonly initialPosition: number
  readonly onSaved: (service: Service) => void
  readonly onCancel: () => void
}

const sounds = ['bell', 'chime', 'drop'] as const

/** Adds a service or changes one. */
export const ServiceForm = (props: ServiceFormProps): JSX.Element => {
  const desk = useDesk()
  const change = createChange(desk.device)
  const before = props.initialService
  const [code, setCode] = createSignal<string>(before?.id ?? '')
  const [name, setName] = createSignal(before?.name ?? '')
  const [description, setDescription] = createSignal(before?.description ?? '')
  const [price, setPrice] = createSignal(before === undefined ? '' : reaisText(before.priceCents))
  const [minutes, setMinutes] = createSignal(String(before?.durationMinutes ?? 10))
  const [color, setColor] = createSignal(before?.color ?? '#00606b')
  const [sound, setSound] = createSignal<Service['sound']>(before?.sound ?? 'bell')
  const [position, setPosition] = createSignal(String(before?.position ?? props.initialPosition))
  const [active, setActive] = createSignal(before?.active ?? true)
  const [isTried, setTried] = createSignal(false)

  // Safety notices and translations are written elsewhere and must survive a new price.
  const { safety, translations } = before ?? {}
  const draft = (): ServiceChange => ({
    ...(safety === undefined ? {} : { safety }),
    ...(translations === undefined ? {} : { translations }),
    name: name().trim(),
    description: description().trim(),
    priceCents: parseReais(price()) ?? -1,
    durationMinutes: Number(minutes()),
    color: color().toLowerCase(),
    sound: sound(),
    position: Number(position()),
    active: active(),
  })
  const errorIn = (field: keyof ServiceChange, text: string): string | undefined =>
    isTried() && !v.safeParse(ServiceChange.entries[field], draft()[field]).success
      ? text
      : undefined

  const save = async (): Promise<void> => {
    setTried(true)
    if (!v.safeParse(ServiceChange, draft()).success || code().trim() === '') return
    const path = `/manager/catalog/${encodeURIComponent(code().trim().toUpperCase())}`
    const saved = await change.make({ method: 'PUT', path, body: draft() }, Service)
    if (saved !== undefined) props.onSaved(saved)
  }

  return (
    <form
      class="manager-card"
      data-testid="service-form"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <h2>{before?.name ?? catalogTexts.new}</h2>
      <div class="manager-form">
        <Show when={before === undefined}>
          <TextField
            label={catalogTexts.code}
            testId="service-code"
            autocapitalize="characters"
            value={code()}
            error={isTried() && code().trim() === '' ? catalogTexts.missing : undefined}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </Show>
        <TextField
          label={catalogTexts.name}
          testId="service-name"
          maxLength={40}
          value={name()}
          error={errorIn('name', catalogTexts.missing)}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <TextField
          label={catalogTexts.price}
          testId="service-price"
          inputmode="decimal"
          value={price()}
          error={errorIn('priceCents', catalogTexts.wrongPrice)}
          onInput={(event) => setPrice(event.currentTarget.value)}
        />
        <TextField
          label={catalogTexts.duration}
          testId="service-minutes"
          inputmode="numeric"
          value={minutes()}
          error={errorIn('durationMinutes', catalogTexts.wrongNumber)}
          onInput={(event) => setMinutes(event.currentTarget.value)}
        />
        <TextField
          class="is-wide"
          label={catalogTexts.description}
          testId="service-description"
          maxLength={120}
          value={description()}
          onInput={(event) => setDescription(event.currentTarget.value)}
        />
        <label class="manager-field">
          {catalogTexts.color}
          <input
            type="color"
            value={color()}
            onInput={(event) => setColor(event.currentTarget.value)}
          />
        </label>
        <label class="manager-field">
          {catalogTexts.sound}
          <select
            value={sound()}
            onChange={(event) => {
              const chosen = sounds.find((each) => each === event.currentTarget.value)
              if (chosen !== undefined) setSound(chosen)
            }}
          >
            <For each={sounds}>
              {(each) => <option value={each}>{catalogTexts.sounds[each]}</option>}
            </For>
          </select>
        </label>
        <TextField
          label={catalogTexts.position}
          inputmode="numeric"
          value={position()}
          error={errorIn('position', catalogTexts.wrongNumber)}
          onInput={(event) => setPosition(event.currentTarget.value)}
        />
        <label class="manager-check">
          <input
            type="checkbox"
            checked={active()}
            onChange={(event) => setActive(event.currentTarget.checked)}
          />
          {catalogTexts.active}
        </label>
      </div>
      <Show when={change.problem()}>{(text) => <Notice tone="bad">{text()}</Notice>}</Show>
      <footer>
        <Button onClick={() => props.onCancel()}>{managerTexts.cancel}</Button>
        <Button type="submit" variant="primary" busy={change.isBusy()} data-testid="service-save">
          {managerTexts.save}
        </Button>
      </footer>
    </form>
  )
}
