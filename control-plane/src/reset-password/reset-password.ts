import { createDb, type Db, users } from '@cashbacktv/db'
import { asc, eq } from 'drizzle-orm'
import { type Env, parseEnv } from '../env.ts'
import { memoryLiveStore } from '../live/memory-live-store.ts'
import { removePasskeysOf } from '../services/passkeys/manage.ts'
import { factorsOf, isSecondStepRequired } from '../services/second-step/factors.ts'
import { resetSecondStep } from '../services/second-step/manage.ts'
import { createPasswordLink } from '../services/users/create-password-link.ts'
import { reachDatabase } from './reach-database.ts'

/** For who has lost the app, too. */
const SECOND_STEP = '--second-step'
const USAGE = `Say whose password: npm run reset-password -- somebody@example.org [${SECOND_STEP}]`

/**
 * What the command prints: a link with which that person sets a password, once, within an hour. It
 * can let the person in without a second step again, for whom no administrator is left to do so.
 * Who may run it on the host could read the database as well, so it names accounts freely.
 *
 * @throws Error with a sentence for the operator
 */
export async function resetPassword(
  environment: Record<string, string | undefined>,
  args: readonly string[],
): Promise<string> {
  const alsoSecondStep = args.includes(SECOND_STEP)
  const [email, ...more] = args.filter((word) => word !== SECOND_STEP)
  if (!email || more.length > 0) throw new Error(USAGE)
  const env = parseEnv(environment)
  const database = await reachDatabase(env)
  const handle = createDb(database.url, { max: 1 })
  try {
    const { url, expiresAt, wasOff } = await makeLink(handle.db, env, { email, alsoSecondStep })
    const until = `${expiresAt.slice(0, 16).replace('T', ' ')} UTC`
    const started = database.wasStopped ? ' Start the system before opening it.' : ''
    const step = alsoSecondStep
      ? ` ${wasOff ? 'There was no second step.' : 'The second step is off.'}`
      : ''
    return `A new password for ${email} is set, once, until ${until}, at\n\n  ${url}\n\nAn older link of this person is void.${step}${started}\n`
  } finally {
    await handle.close()
    await database.leave()
  }
}

type Wish = { email: string; alsoSecondStep: boolean }

async function makeLink(db: Db, env: Env, { email, alsoSecondStep }: Wish) {
  const [user] = await db.select().from(users).where(eq(users.email, email.toLowerCase()))
  if (!user) throw new Error(`Nobody has an account with ${email}. ${await known(db)}`)
  if (user.disabledAt !== null) {
    throw new Error(
      `The account ${email} is disabled: an administrator can enable it under Settings, Users. To get in without one, start the control plane with ADMIN_EMAIL and ADMIN_PASSWORD set.`,
    )
  }
  const ctx = {
    db,
    live: memoryLiveStore(),
    actor: null,
    now: () => new Date(),
    config: {
      publicUrl: env.PUBLIC_URL,
      localOrigin: null,
      ownPlace: () => ({ origin: `http://127.0.0.1:${env.PORT}`, names: null }),
      servesStreams: false,
      sourceAllowCidrs: [],
      sessionDays: 30,
    },
  }
  const { code, passkey } = await factorsOf(db, user.id)
  // Where it is required, passkeys are asked for as well.
  const asksPasskey = passkey && (await isSecondStepRequired(db, user.role))
  const wasOff = !code && !asksPasskey
  if (alsoSecondStep && code) await resetSecondStep(ctx, user)
  if (alsoSecondStep && asksPasskey) await removePasskeysOf(ctx, user)
  const link = await createPasswordLink(ctx, { id: user.id, purpose: 'reset' })
  return { ...link, wasOff, url: link.url ?? `http://127.0.0.1:${env.PORT}${link.path}` }
}

async function known(db: Db): Promise<string> {
  const admins = await db
    .select({ email: users.email })
    .from(users)
    .where(eq(users.role, 'admin'))
    .orderBy(asc(users.email))
    .limit(5)
  return `Administrators are: ${admins.map(({ email }) => email).join(', ') || 'none yet'}.`
}
