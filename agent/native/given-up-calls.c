/*
 * Calls of the system that FFmpeg never makes, and gives up by a filter (seccomp): other programs and
 * processes, memory of others, mounts, tracing, ways round what is judged elsewhere, names that lead elsewhere
 * (links, pipes, devices), owners, rights and times of files, which Landlock judges nowhere, and signals and limits of
 * other processes.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "guard.h"

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE
#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define ANSWER(value) BPF_STMT(BPF_RET | BPF_K, value)
#define REFUSE(number) \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1), ANSWER(SECCOMP_RET_ERRNO | EPERM)

/* No process has the number: our own is put there before the filter is. */
#define OWN_PROCESS 0xffffffff
/* Where its first argument, a process, is neither ourselves nor, as in calls without a process, none. */
#define REFUSE_FOR_OTHERS(number) \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 5), LOAD(args[0]), \
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_PROCESS, 2, 0), \
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 0), ANSWER(SECCOMP_RET_ERRNO | EPERM), \
      ANSWER(SECCOMP_RET_ALLOW)

/* Younger than some headers of the C library; the numbers are those of every architecture. */
#define IO_URING_SETUP 425
#define IO_URING_ENTER 426
#define IO_URING_REGISTER 427
#define OPEN_TREE 428
#define MOVE_MOUNT 429
#define FSOPEN 430
#define FSCONFIG 431
#define FSMOUNT 432
#define FSPICK 433
#define PIDFD_SEND_SIGNAL 424
#define PIDFD_GETFD 438
#define MOUNT_SETATTR 442
#define FCHMODAT2 452
#define SETXATTRAT 463
#define REMOVEXATTRAT 466
#define OPEN_TREE_ATTR 467
#define FILE_SETATTR 469

/*
 * Calls of another architecture (32 bits on 64) would have other numbers: it makes none. On x86-64 there
 * are those of x32 as well, with a bit more. A ring of io_uring would make calls that nobody filters.
 */
static struct sock_filter calls[] = {
    LOAD(arch),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
    ANSWER(SECCOMP_RET_ERRNO | EPERM),
    LOAD(nr),
#ifdef __x86_64__
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
    ANSWER(SECCOMP_RET_ERRNO | EPERM),
#endif
    REFUSE(SYS_execve),
    REFUSE(SYS_execveat),
    REFUSE(SYS_ptrace),
    REFUSE(SYS_process_vm_readv),
    REFUSE(SYS_process_vm_writev),
    REFUSE(SYS_mount),
    REFUSE(SYS_umount2),
    REFUSE(SYS_pivot_root),
    REFUSE(SYS_chroot),
    REFUSE(SYS_unshare),
    REFUSE(SYS_setns),
    REFUSE(SYS_bpf),
    REFUSE(SYS_perf_event_open),
    REFUSE(SYS_init_module),
    REFUSE(SYS_finit_module),
    REFUSE(SYS_kexec_load),
    REFUSE(SYS_reboot),
    REFUSE(SYS_keyctl),
    REFUSE(SYS_add_key),
    REFUSE(SYS_request_key),
    REFUSE(SYS_userfaultfd),
    REFUSE(SYS_open_by_handle_at),
    REFUSE(IO_URING_SETUP),
    REFUSE(IO_URING_ENTER),
    REFUSE(IO_URING_REGISTER),
    REFUSE(OPEN_TREE),
    REFUSE(OPEN_TREE_ATTR),
    REFUSE(MOVE_MOUNT),
    REFUSE(FSOPEN),
    REFUSE(FSCONFIG),
    REFUSE(FSMOUNT),
    REFUSE(FSPICK),
    REFUSE(MOUNT_SETATTR),
    REFUSE(PIDFD_GETFD),
    REFUSE(SYS_symlinkat),
    REFUSE(SYS_linkat),
    REFUSE(SYS_mknodat),
    REFUSE(SYS_fchmod),
    REFUSE(SYS_fchmodat),
    REFUSE(FCHMODAT2),
    REFUSE(SYS_fchown),
    REFUSE(SYS_fchownat),
    REFUSE(SYS_utimensat),
    REFUSE(SYS_setxattr),
    REFUSE(SYS_lsetxattr),
    REFUSE(SYS_fsetxattr),
    REFUSE(SETXATTRAT),
    REFUSE(SYS_removexattr),
    REFUSE(SYS_lremovexattr),
    REFUSE(SYS_fremovexattr),
    REFUSE(REMOVEXATTRAT),
    REFUSE(FILE_SETATTR),
/* Signals to others: Landlock keeps them back from Linux 6.12 on. A program ends itself and its threads by tgkill. */
    REFUSE(SYS_kill),
#ifdef __GLIBC__
    REFUSE(SYS_tkill),
#endif
    REFUSE(SYS_rt_sigqueueinfo),
    REFUSE(SYS_rt_tgsigqueueinfo),
    REFUSE(PIDFD_SEND_SIGNAL),
    REFUSE_FOR_OTHERS(SYS_tgkill),
    REFUSE_FOR_OTHERS(SYS_prlimit64),
/* Younger architectures have the calls above alone. */
#ifdef SYS_symlink
    REFUSE(SYS_symlink),
    REFUSE(SYS_link),
    REFUSE(SYS_mknod),
    REFUSE(SYS_chmod),
    REFUSE(SYS_chown),
    REFUSE(SYS_lchown),
    REFUSE(SYS_utime),
    REFUSE(SYS_utimes),
    REFUSE(SYS_futimesat),
#endif
/* Threads are made and no processes. Of clone3 the flags lie in memory: libraries go on with clone. */
#ifdef SYS_fork
    REFUSE(SYS_fork),
    REFUSE(SYS_vfork),
#endif
#ifdef SYS_clone3
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1),
    ANSWER(SECCOMP_RET_ERRNO | ENOSYS),
#endif
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 3),
    LOAD(args[0]),
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0),
    ANSWER(SECCOMP_RET_ERRNO | EPERM),
    ANSWER(SECCOMP_RET_ALLOW),
};
#endif

void give_up_calls(void) {
#ifdef ARCHITECTURE
  struct sock_fprog filter = {sizeof calls / sizeof calls[0], calls};
  unsigned short i;
  for (i = 0; i < filter.len; i++) {
    if (calls[i].k == OWN_PROCESS) calls[i].k = (unsigned)getpid();
  }
  /* EINVAL is of a kernel that was built without filters: like one without Landlock, it has nothing to refuse. */
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) != 0 && errno != EINVAL)
    refuse_to_start(EXIT_NOT_HELD, "Calls could not be given up");
#endif
}
