/*
 * Makes calls of the system by their numbers, past the C library and what is loaded before it, and writes
 * of each its name and how it ended: the number of the error, 0 where there is none. The arguments are
 * good for nothing, so that no call does anything.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

static const struct {
  const char *name;
  long number;
} asked[] = {
    {"getppid", SYS_getppid},
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
#ifdef __x86_64__
    {"getppid-of-x32", 0x40000000L | SYS_getppid},
#endif
};

int main(void) {
  unsigned i;
  for (i = 0; i < sizeof asked / sizeof asked[0]; i++) {
    errno = 0;
    syscall(asked[i].number, -1L, -1L, -1L, -1L, -1L, -1L);
    printf("%s %d\n", asked[i].name, errno);
  }
  return 0;
}
