import '@totem/ui/tokens.css'
import './app.css'
import { Button, Spinner } from '@totem/ui'
import { ErrorBoundary, type JSX, Match, Switch } from 'solid-js'
import { LoginScreen } from '../login/login-screen.tsx'
import { WorkScreen } from '../work/work-screen.tsx'
import { appTexts } from './app.texts.ts'
import { createSession, type Session } from './create-session.ts'
import { type Environment } from './environment.ts'
import { StateScreen } from './state-screen.tsx'

/** The tablet's app: from opening the device to the queue, and what to say when that fails. */
export const App = (props: { readonly environment: Environment }): JSX.Element => (
  <ErrorBoundary
    fallback={
      <StateScreen
        title={appTexts.crash.title}
        text={appTexts.crash.text}
        action={
          <Button variant="primary" size="l" onClick={() => props.environment.reload()}>
            {appTexts.crash.reload}
          </Button>
        }
      />
    }
  >
    <Sessions environment={props.environment} />
  </ErrorBoundary>
)

const Sessions = (props: { readonly environment: Environment }): JSX.Element => {
  // eslint-disable-next-line solid/reactivity -- a page has one home of devices for life
  const control = createSession(props.environment.home)
  const current = <K extends Session['kind']>(
    kind: K,
  ): Extract<Session, { kind: K }> | undefined => {
    const session = control.session()
    if (session.kind === 'crashed') throw session.cause
    return isKind(session, kind) ? session : undefined
  }
  return (
    <Switch>
      <Match when={current('opening')}>
        <StateScreen title={appTexts.opening} icon={<Spinner />} />
      </Match>
      <Match when={current('open_elsewhere')}>
        <StateScreen {...appTexts.openElsewhere} icon={<Spinner />} />
      </Match>
      <Match when={current('storage_problem')}>
        {(problem) => (
          <StateScreen
            title={appTexts.storage.title}
            text={appTexts.storage.text}
            detail={problem().detail}
            action={
              <Button variant="primary" size="l" icon="refresh" onClick={() => control.retry()}>
                {appTexts.storage.retry}
              </Button>
            }
          />
        )}
      </Match>
      <Match when={current('logged_out')}>
        {(loggedOut) => (
          <LoginScreen
            device={loggedOut().device}
            after={loggedOut().after}
            tenant={loggedOut().device?.identity.tenantId ?? props.environment.tenant}
            login={(credentials) => control.login(credentials)}
          />
        )}
      </Match>
      <Match when={current('at_work')}>
        {(work) => (
          <WorkScreen
            device={work().device}
            grant={work().grant}
            environment={props.environment}
            logout={() => control.logout()}
          />
        )}
      </Match>
    </Switch>
  )
}

const isKind = <K extends Session['kind']>(
  session: Session,
  kind: K,
): session is Extract<Session, { kind: K }> => session.kind === kind
