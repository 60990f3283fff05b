/*
 * Makes calls of the system by their numbers, past the C library and what is loaded before it, and writes
 * of each its name and how it ended: the number of the error, 0 where there is none. The arguments are
 * good for nothing, so that no call does anything. Before them it makes some that are its own, in earnest.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static const struct {
  const char *name;
  long number;
} asked[] = {
    {"open_by_handle_at", SYS_open_by_handle_at},
    {"io_uring_setup", 425},
    {"io_uring_enter", 426},
    {"io_uring_register", 427},
    {"open_tree", 428},
    {"move_mount", 429},
    {"fsopen", 430},
    {"fsconfig", 431},
    {"fsmount", 432},
    {"fspick", 433},
    {"pidfd_getfd", 438},
    {"mount_setattr", 442},
    {"symlinkat", SYS_symlinkat},
    {"linkat", SYS_linkat},
    {"mknodat", SYS_mknodat},
    {"fchmod", SYS_fchmod},
    {"fchmodat", SYS_fchmodat},
    {"fchmodat2", 452},
    {"fchown", SYS_fchown},
    {"fchownat", SYS_fchownat},
    {"utimensat", SYS_utimensat},
    {"setxattr", SYS_setxattr},
    {"lsetxattr", SYS_lsetxattr},
    {"fsetxattr", SYS_fsetxattr},
    {"setxattrat", 463},
    {"removexattr", SYS_removexattr},
    {"lremovexattr", SYS_lremovexattr},
    {"fremovexattr", SYS_fremovexattr},
    {"removexattrat", 466},
    {"open_tree_attr", 467},
    {"file_setattr", 469},
    {"kill", SYS_kill},
    {"tkill", SYS_tkill},
    {"tgkill", SYS_tgkill},
    {"rt_sigqueueinfo", SYS_rt_sigqueueinfo},
    {"rt_tgsigqueueinfo", SYS_rt_tgsigqueueinfo},
    {"pidfd_send_signal", 424},
    {"prlimit64", SYS_prlimit64},
#ifdef SYS_symlink
    {"symlink", SYS_symlink},
    {"link", SYS_link},
    {"mknod", SYS_mknod},
    {"chmod", SYS_chmod},
    {"chown", SYS_chown},
    {"lchown", SYS_lchown},
    {"utime", SYS_utime},
    {"utimes", SYS_utimes},
    {"futimesat", SYS_futimesat},
#endif
#ifdef __x86_64__
    {"getppid-of-x32", 0x40000000L | SYS_getppid},
#endif
};

static void say(const char *name, long answer) { printf("%s %d\n", name, answer < 0 ? errno : 0); }

int main(void) {
  struct rlimit limit;
  unsigned i;
  say("own-parent", syscall(SYS_getppid));
  say("own-signal", syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), 0));
  say("own-limit", getrlimit(RLIMIT_NOFILE, &limit));
  for (i = 0; i < sizeof asked / sizeof asked[0]; i++) {
    say(asked[i].name, syscall(asked[i].number, -1L, -1L, -1L, -1L, -1L, -1L));
  }
  return 0;
}
