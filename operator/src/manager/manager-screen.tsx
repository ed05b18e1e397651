import './manager-screen.css'
import './manager-form.css'
import { Button } from '@totem/ui'
import { createSignal, For, type JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { AuditPage } from './audit/audit-page.tsx'
import { CatalogPage } from './catalog/catalog-page.tsx'
import { DashboardPage } from './dashboard/dashboard-page.tsx'
import { DevicesPage } from './devices/devices-page.tsx'
import { EnvelopePage } from './envelope/envelope-page.tsx'
import { InboxPage } from './inbox/inbox-page.tsx'
import { type ManagerPage, managerPages, managerTexts } from './manager.texts.ts'
import { PaymentsPage } from './payments/payments-page.tsx'
import { PeoplePage } from './people/people-page.tsx'
import { ReportsPage } from './reports/reports-page.tsx'
import { StaffPage } from './staff/staff-page.tsx'
import { TextsPage } from './texts/texts-page.tsx'

const pages = {
  dashboard: DashboardPage,
  payments: PaymentsPage,
  envelope: EnvelopePage,
  texts: TextsPage,
  devices: DevicesPage,
  catalog: CatalogPage,
  staff: StaffPage,
  inbox: InboxPage,
  audit: AuditPage,
  reports: ReportsPage,
  people: PeoplePage,
} as const satisfies Record<ManagerPage, () => JSX.Element>

/** Where the manager rules the studio; the queue goes on behind it. */
export const ManagerScreen = (props: { readonly onBack: () => void }): JSX.Element => {
  const [page, setPage] = createSignal<ManagerPage>('dashboard')
  return (
    <div class="manager">
      <nav class="manager-nav" aria-label={managerTexts.title}>
        <Button icon="arrow-left" data-testid="manager-back" onClick={() => props.onBack()}>
          {managerTexts.back}
        </Button>
        <For each={managerPages}>
          {(each) => (
            <button
              type="button"
              class="manager-tab"
              aria-current={page() === each ? 'page' : undefined}
              data-testid={`manager-${each}`}
              onClick={(event) => {
                event.currentTarget.scrollIntoView({ block: 'nearest', inline: 'center' })
                setPage(each)
              }}
            >
              {managerTexts.pages[each]}
            </button>
          )}
        </For>
      </nav>
      <main class="manager-page">
        <h1>{managerTexts.pages[page()]}</h1>
        <Dynamic component={pages[page()]} />
      </main>
    </div>
  )
}
