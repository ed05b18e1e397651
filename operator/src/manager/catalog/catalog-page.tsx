import { formatCents, ManagedCatalog, type Service, type ServiceCode } from '@totem/shared-schema'
import { Button, StatusPill } from '@totem/ui'
import { createSignal, For, type JSX, Show } from 'solid-js'
import { useDesk } from '../../app/desk.ts'
import { Answered } from '../answered.tsx'
import { createQuestion } from '../create-question.ts'
import { catalogTexts } from './catalog.texts.ts'
import { ServiceForm } from './service-form.tsx'

/** What is sold, at which price; new prices count for new tickets alone. */
export const CatalogPage = (): JSX.Element => {
  const desk = useDesk()
  const question = createQuestion(desk.device, { path: '/manager/catalog', answer: ManagedCatalog })
  const [edited, setEdited] = createSignal<ServiceCode | 'new'>()
  const saved = (service: Service): void => {
    question.put(({ services }) => ({
      services: [...services.filter(({ id }) => id !== service.id), service].toSorted(
        (a, b) => a.position - b.position,
      ),
    }))
    setEdited(undefined)
  }
  return (
    <>
      <div class="manager-bar">
        <p>{catalogTexts.intro}</p>
        <Button data-testid="new-service" onClick={() => setEdited('new')}>
          {catalogTexts.new}
        </Button>
      </div>
      <Answered question={question}>
        {(answer) => (
          <>
            <Show when={edited()} keyed>
              {(id) => (
                <ServiceForm
                  initialService={answer().services.find((service) => service.id === id)}
                  initialPosition={answer().services.length + 1}
                  onSaved={saved}
                  onCancel={() => setEdited(undefined)}
                />
              )}
            </Show>
            <ul class="manager-cards">
              <For each={answer().services}>
                {(service) => (
                  <li
                    class="manager-card"
                    classList={{ 'is-off': !service.active }}
                    style={{ '--service': service.color }}
                    data-testid={`service-${service.id}`}
                  >
                    <header>
                      <h2>
                        <span class="swatch" aria-hidden="true" /> {service.name}
                      </h2>
                      <Show when={!service.active}>
                        <StatusPill tone="neutral">{catalogTexts.off}</StatusPill>
                      </Show>
                    </header>
                    <p>
                      <strong>{formatCents(service.priceCents)}</strong> ·{' '}
                      {catalogTexts.minutes(service.durationMinutes)} · {service.id}
                    </p>
                    <Show when={service.description !== ''}>
                      <p>{service.description}</p>
                    </Show>
                    <footer>
                      <Button
                        data-testid={`edit-${service.id}`}
                        onClick={() => setEdited(service.id)}
                      >
                        {catalogTexts.edit}
                      </Button>
                    </footer>
                  </li>
                )}
              </For>
            </ul>
          </>
        )}
      </Answered>
    </>
  )
}
