import { type html } from 'hono/html'

/** What `hono/html` makes of a template: text in which every inserted value is escaped. */
export type Html = ReturnType<typeof html>
