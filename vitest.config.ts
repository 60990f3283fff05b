import { defineConfig } from 'vitest/config'

/**
 * Kinds of tests, told by their file names:
 * `*.test.ts` unit, `*.db.test.ts` real PostgreSQL, Redis and nginx,
 * `*.ffmpeg.test.ts` real FFmpeg, `e2e/specs/*.spec.ts` the whole product with a real browser,
 * `e2e/faults/*.fault.ts` what viewers and events get while something fails; those of `crowded/` have the
 * machine for themselves, those of `waiting/` wait for minutes for what no viewer sees, beside whatever else there is,
 * those of `choice/` are the same as `crowded/` with a ladder and two languages; on demand,
 * `*.deployment.test.ts` images that are built and run; on demand, as it takes a quarter of an hour,
 * `e2e/security/*.security.ts` the whole product attacked with programs made for it; on demand.
 */
const exclude = ['**/node_modules/**', '**/dist/**', '**/build/**', '**/.data/**']

/** Tests of these kinds mostly wait, for states and for servers: more of them than there are cores. */
const WAITING_WORKERS = 4

/** A state that was waited for comes at once or, on a busy machine, late; only what never comes is a failure. */
const expectSoon = { poll: { timeout: 15_000 } }

/**
 * Of browsers, FFmpegs and players in real time, which another program of the machine can starve: what fails is tried
 * once more, and that it was is told at the end of a run.
 */
const REAL_TIME = { retry: 1 }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          expect: expectSoon,
          // Importing the product anew for each file took longer than the tests.
          isolate: false,
          maxWorkers: WAITING_WORKERS,
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [
            ...exclude,
            '**/*.db.test.ts',
            '**/*.ffmpeg.test.ts',
            '**/*.deployment.test.ts',
          ],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'db',
          expect: expectSoon,
          isolate: false,
          maxWorkers: WAITING_WORKERS,
          include: ['**/*.db.test.ts'],
          exclude,
          globalSetup: ['db/src/test/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'db-debian',
          expect: expectSoon,
          isolate: false,
          maxWorkers: WAITING_WORKERS,
          // What speaks SQL: the rest meets PostgreSQL through it.
          include: ['db/**/*.db.test.ts', 'control-plane/src/services/**/*.db.test.ts'],
          // Nor is what the control plane holds in its memory another one there.
          exclude: [...exclude, 'db/src/embedded-postgres/**', '**/large-backup.db.test.ts'],
          globalSetup: ['db/src/test/global-setup-debian.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'db-pgbouncer',
          expect: expectSoon,
          isolate: false,
          maxWorkers: WAITING_WORKERS,
          include: ['control-plane/**/*.db.test.ts'],
          exclude,
          globalSetup: ['db/src/test/global-setup-pgbouncer.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'db-standby',
          expect: expectSoon,
          isolate: false,
          maxWorkers: WAITING_WORKERS,
          include: ['control-plane/**/*.db.test.ts'],
          exclude,
          globalSetup: ['infra/postgres/test/global-setup-standby.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'ffmpeg',
          expect: expectSoon,
          ...REAL_TIME,
          // Of its longest tests the FFmpegs wait for the clock, as live ones do.
          maxWorkers: WAITING_WORKERS,
          include: ['**/*.ffmpeg.test.ts'],
          exclude,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          expect: expectSoon,
          ...REAL_TIME,
          isolate: false,
          // Two of them leave a third of two cores to those that wait for a picture.
          maxWorkers: 3,
          include: ['e2e/specs/**/*.spec.ts'],
          exclude,
          globalSetup: ['e2e/stack/end-shared-stacks.ts'],
          setupFiles: ['e2e/stack/forget-failed-tries.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'faults',
          expect: expectSoon,
          ...REAL_TIME,
          // What each of them waits for takes as long on an idle machine.
          maxWorkers: 2,
          include: ['e2e/faults/**/*.fault.ts'],
          exclude: [
            ...exclude,
            'e2e/faults/waiting/**',
            'e2e/faults/crowded/**',
            'e2e/faults/choice/**',
          ],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'faults-waiting',
          expect: expectSoon,
          ...REAL_TIME,
          maxWorkers: 1,
          include: ['e2e/faults/waiting/**/*.fault.ts'],
          exclude,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'faults-crowded',
          expect: expectSoon,
          ...REAL_TIME,
          // What viewers go through happens to many channels of one product at the same time, which
          // is all that two cores carry.
          maxWorkers: 1,
          maxConcurrency: 10,
          include: ['e2e/faults/crowded/**/*.fault.ts'],
          exclude,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'faults-choice',
          expect: expectSoon,
          ...REAL_TIME,
          maxWorkers: 1,
          maxConcurrency: 10,
          include: ['e2e/faults/choice/**/*.fault.ts'],
          exclude,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'deployment',
          expect: expectSoon,
          // One production at a time is what two cores carry.
          maxWorkers: 1,
          include: ['infra/**/*.deployment.test.ts'],
          exclude,
          globalSetup: ['infra/images/test/global-setup.ts'],
          // Where containers are plain folders, taking one away is deleting thousands of files.
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'security',
          expect: expectSoon,
          // Scanners keep both cores busy.
          maxWorkers: 1,
          include: ['e2e/security/**/*.security.ts'],
          exclude,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
