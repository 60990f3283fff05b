import { type GroupId, messageOf, type UserId, type UserView } from '@cashbacktv/contract'
import { auditEntries, type Db, passkeys, passwordResets, secondSteps, users } from '@cashbacktv/db'
import { and, count, eq, getTableColumns, isNotNull, max } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { groupsOfUser } from '../groups/read-limits.ts'
import { type LiveSession, liveSessions } from './live-sessions.ts'

type User = typeof users.$inferSelect & { groups: GroupId[] }

/** Everybody who has an account, by address. */
export async function listUsers(ctx: Pick<ServiceContext, 'db' | 'now'>): Promise<UserView[]> {
  const { db } = ctx
  const [all, live, forgotten, withStep, withPasskeys] = await Promise.all([
    db
      .select({ ...getTableColumns(users), groups: groupsOfUser() })
      .from(users)
      .orderBy(users.email),
    liveSessions(db, ctx.now()),
    lastForgotten(db),
    whoHasSecondStep(db),
    countPasskeys(db),
  ])
  return all.map((user) =>
    userView(user, {
      live,
      forgotAt: forgotten.get(user.id) ?? null,
      secondStep: withStep.has(user.id),
      passkeys: withPasskeys.get(user.id) ?? 0,
    }),
  )
}

/** @throws DomainError `not_found` */
export async function getUser(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
  id: UserId,
): Promise<UserView> {
  const found = (await listUsers(ctx)).find((user) => user.id === id)
  if (!found) throw new DomainError('not_found', messageOf('person-missing'))
  return found
}

type About = Pick<UserView, 'secondStep' | 'passkeys'> & {
  live: readonly LiveSession[]
  forgotAt: Date | null
}

function userView(user: User, { live, forgotAt, secondStep, passkeys }: About): UserView {
  const own = live.filter(({ userId }) => userId === user.id)
  const isOpen = forgotAt !== null && forgotAt > user.credentialsChangedAt
  return {
    id: user.id,
    email: user.email,
    role: user.role,
    disabledAt: user.disabledAt?.toISOString() ?? null,
    createdAt: user.createdAt.toISOString(),
    lastSeenAt: own[0]?.lastSeenAt.toISOString() ?? null,
    sessions: own.length,
    forgotAt: isOpen ? forgotAt.toISOString() : null,
    secondStep,
    passkeys,
    // As it is set: an administrator who becomes an operator again is limited again.
    groupIds: user.reach === 'all' ? null : user.groups,
  }
}

async function whoHasSecondStep(db: Db): Promise<Set<UserId>> {
  const rows = await db
    .select({ userId: secondSteps.userId })
    .from(secondSteps)
    .where(isNotNull(secondSteps.confirmedAt))
  return new Set(rows.map(({ userId }) => userId))
}

async function countPasskeys(db: Db): Promise<Map<UserId, number>> {
  const { userId } = passkeys
  const rows = await db.select({ userId, count: count() }).from(passkeys).groupBy(userId)
  return new Map(rows.map(({ userId, count }) => [userId, count]))
}

/** When each person last said to have forgotten the password, where no link was made since. */
async function lastForgotten(db: Db): Promise<Map<string, Date>> {
  const { subjectId, subjectType, action, at } = auditEntries
  const said = await db
    .select({ userId: subjectId, at: max(at) })
    .from(auditEntries)
    .where(and(eq(subjectType, 'user'), eq(action, 'user.password-forgotten')))
    .groupBy(subjectId)
  const made = await db
    .select({ userId: passwordResets.userId, at: max(passwordResets.createdAt) })
    .from(passwordResets)
    .groupBy(passwordResets.userId)
  const answered = new Map(made.map(({ userId, at }) => [String(userId), at]))
  return new Map(
    said.flatMap(({ userId, at }) => {
      const link = answered.get(userId ?? '')
      return userId && at && !(link && link >= at) ? [[userId, at] as const] : []
    }),
  )
}
