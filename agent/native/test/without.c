/*
 * Starts a program on a kernel that refuses what the program is to be held by:
 *
 *   without no-new-privs|landlock|seccomp|filters PROGRAM ...
 *
 * `filters`: as one that was built without filters of calls answers, which is no reason to end.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define LANDLOCK_RESTRICT_SELF 446
#define ARGUMENT(at) (offsetof(struct seccomp_data, args) + (at) * sizeof(__u64))

int main(int argc, char **argv) {
  int is_landlock = argc > 1 && strcmp(argv[1], "landlock") == 0;
  unsigned call = is_landlock ? LANDLOCK_RESTRICT_SELF : SYS_prctl;
  int has_no_filters = argc > 1 && strcmp(argv[1], "filters") == 0;
  int is_seccomp = has_no_filters || (argc > 1 && strcmp(argv[1], "seccomp") == 0);
  unsigned option = is_seccomp ? PR_SET_SECCOMP : PR_SET_NO_NEW_PRIVS;
  /* The flags of Landlock, of which there are none; of prctl its option. */
  unsigned argument = is_landlock ? ARGUMENT(1) : ARGUMENT(0);
  struct sock_filter calls[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 3),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, argument),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, is_landlock ? 0 : option, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (has_no_filters ? EINVAL : EPERM)),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog filter = {sizeof calls / sizeof calls[0], calls};
  if (argc < 3 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return 1;
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) != 0) return 1;
  execv(argv[2], argv + 2);
  perror(argv[2]);
  return 1;
}
