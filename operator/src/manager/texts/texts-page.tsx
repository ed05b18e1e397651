import './texts-page.css'
import { ConsentTexts, ManagedCatalog, type Service } from '@totem/shared-schema'
import { Button, Notice, StatusPill } from '@totem/ui'
import { createSignal, For, type JSX, Show } from 'solid-js'
import { useDesk } from '../../app/desk.ts'
import { formatMoment } from '../../time/format-time.ts'
import { Answered } from '../answered.tsx'
import { createQuestion } from '../create-question.ts'
import { type UsedLabels } from './notice-draft.ts'
import { NoticeForm } from './notice-form.tsx'
import { NoticeVersion } from './notice-version.tsx'
import { SafetyCard } from './safety-card.tsx'
import { SafetyHistory } from './safety-history.tsx'
import { textsTexts } from './texts.texts.ts'

/** What customers read and acknowledge: as it is, as it will be, and as it ever was. */
export const TextsPage = (): JSX.Element => {
  const desk = useDesk()
  const texts = createQuestion(desk.device, {
    path: '/manager/consent-texts',
    answer: ConsentTexts,
  })
  const catalog = createQuestion(desk.device, { path: '/manager/catalog', answer: ManagedCatalog })
  const [isWriting, setWriting] = createSignal(false)
  const [said, setSaid] = createSignal<string>()
  const when = (writtenAt: number | null, by: string | null): string =>
    writtenAt === null
      ? textsTexts.first
      : textsTexts.since(formatMoment(writtenAt, desk.timeZone()), by)
  const safetySaved = (service: Service): void => {
    setSaid(textsTexts.safetySaved)
    catalog.put(({ services }) => ({
      services: services.map((each) => (each.id === service.id ? service : each)),
    }))
    void texts.ask()
  }
  const usedLabels = (answer: ConsentTexts): UsedLabels => {
    const purposes = answer.notices.flatMap(({ notice }) => notice.purposes ?? [])
    const labelsOf = (code: string): ReadonlySet<string> =>
      new Set(purposes.filter((each) => each.code === code).map(({ label }) => label))
    return new Map(purposes.map(({ code }) => [code, labelsOf(code)]))
  }
  return (
    <>
      <p>{textsTexts.intro}</p>
      <Show when={said()}>{(text) => <Notice tone="good">{text()}</Notice>}</Show>
      <Answered question={texts}>
        {(answer) => {
          const current = () => answer().notices.find(({ isCurrent }) => isCurrent)
          const before = () => answer().notices.filter(({ isCurrent }) => !isCurrent)
          return (
            <>
              <Show when={current()}>
                {(written) => (
                  <Show
                    when={isWriting()}
                    fallback={
                      <section
                        class="manager-card"
                        data-testid="notice-current"
                        data-version={written().notice.version}
                      >
                        <header>
                          <h2>{textsTexts.notice}</h2>
                          <StatusPill tone="good">{textsTexts.current}</StatusPill>
                        </header>
                        <p>
                          <strong>{textsTexts.version(written().notice.version)}</strong> ·{' '}
                          {when(written().writtenAt, written().by)}
                        </p>
                        <NoticeVersion written={written()} />
                        <footer>
                          <Button
                            variant="primary"
                            data-testid="notice-write"
                            onClick={() => setWriting(true)}
                          >
                            {textsTexts.write}
                          </Button>
                        </footer>
                      </section>
                    }
                  >
                    <NoticeForm
                      initialNotice={written().notice}
                      usedLabels={usedLabels(answer())}
                      onCancel={() => setWriting(false)}
                      onPublished={({ version }) => {
                        setWriting(false)
                        setSaid(textsTexts.published(version))
                        void texts.ask()
                      }}
                    />
                  </Show>
                )}
              </Show>
              <section class="manager-section">
                <h2>{textsTexts.history}</h2>
                <Show
                  when={before().length > 0}
                  fallback={<p class="manager-hint">{textsTexts.noHistory}</p>}
                >
                  <ul class="texts-history">
                    <For each={before()}>
                      {(written) => (
                        <li
                          class="manager-card is-off"
                          data-testid="notice-before"
                          data-version={written.notice.version}
                        >
                          <p>
                            <strong>{textsTexts.version(written.notice.version)}</strong> ·{' '}
                            {when(written.writtenAt, written.by)}
                          </p>
                          <NoticeVersion written={written} />
                        </li>
                      )}
                    </For>
                  </ul>
                </Show>
              </section>
              <section class="manager-section">
                <h2>{textsTexts.safety}</h2>
                <p>{textsTexts.safetyIntro}</p>
                <Answered question={catalog}>
                  {(known) => (
                    <ul class="manager-cards">
                      <For each={known().services}>
                        {(service) => <SafetyCard service={service} onSaved={safetySaved} />}
                      </For>
                    </ul>
                  )}
                </Answered>
                <SafetyHistory written={answer().safety} when={when} />
              </section>
            </>
          )
        }}
      </Answered>
    </>
  )
}
