export { createEmbeddedCouch, type EmbeddedCouch, type EmbeddedCouchOptions } from './server.ts'
