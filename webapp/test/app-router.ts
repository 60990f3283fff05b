import type { fakeRouter } from './fake-router.ts'

export type AppRouter = typeof fakeRouter
