/*
 * Calls of the system that FFmpeg never makes, and gives up by a filter (seccomp): other programs and
 * processes, memory of others, mounts, tracing, and ways round what is judged elsewhere.
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
#define PIDFD_GETFD 438
#define MOUNT_SETATTR 442

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
    REFUSE(MOVE_MOUNT),
    REFUSE(FSOPEN),
    REFUSE(FSCONFIG),
    REFUSE(FSMOUNT),
    REFUSE(FSPICK),
    REFUSE(MOUNT_SETATTR),
    REFUSE(PIDFD_GETFD),
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
  /* EINVAL is of a kernel that was built without filters: like one without Landlock, it has nothing to refuse. */
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) != 0 && errno != EINVAL)
    refuse_to_start(EXIT_NOT_HELD, "Calls could not be given up");
#endif
}
