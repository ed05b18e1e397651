export { realCouch } from './env.ts'
export { startTestCouch, type TestCouch } from './start-test-couch.ts'
