/** What instances do one at a time, by numbers that nothing else in the database locks. */
export const ADVISORY_LOCKS = {
  migrations: 7_203_115_401,
  partitions: 7_203_115_402,
  rollUp: 7_203_115_403,
  firstAdmin: 7_203_115_404,
  room: 7_203_115_405,
}
