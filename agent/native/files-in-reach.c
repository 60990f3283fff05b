/*
 * Landlock (Linux 5.13 and later, no privileges needed): what FFmpeg opens for reading or writing is
 * below the folders that it was given, whatever a source makes it do, and whoever it runs as.
 *
 *   FILES_READ, FILES_WRITE  paths of folders and files, one a line. What is not there is left out.
 *
 * Where both are missing, or the kernel has no Landlock, it is held by the rights of its user alone: the
 * agent finds that out by trying. A kernel that has it and refuses ends the program. Descriptors that were
 * inherited stay as they are.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "guard.h"

/* Headers of the kernel may be older than it. The numbers are those of every architecture. */
#define CREATE_RULESET 444
#define ADD_RULE 445
#define RESTRICT_SELF 446
#define ASK_VERSION 1
#define BENEATH_PATH 1

#define WRITE_FILE (1ULL << 1)
#define READ_FILE (1ULL << 2)
#define READ_DIR (1ULL << 3)
#define EXECUTE (1ULL << 0)
#define MAKE_CHAR (1ULL << 6)
#define MAKE_FIFO (1ULL << 10)
#define MAKE_BLOCK (1ULL << 11)
#define MAKE_SYM (1ULL << 12)
#define FIRST_RIGHTS ((1ULL << 13) - 1)
#define REFER (1ULL << 13)
#define TRUNCATE (1ULL << 14)
#define OF_FILES (WRITE_FILE | READ_FILE | TRUNCATE)
/*
 * Files, folders and sockets are made, and nothing that whoever reads the folder afterwards, and is not held
 * himself, would be led outside by or wait at for ever.
 */
#define NEVER_MADE (MAKE_CHAR | MAKE_FIFO | MAKE_BLOCK | MAKE_SYM)
#define NOT_HELD "The files in reach could not be held to"
/* Sockets with abstract names, and signals to others. */
#define OTHERS 3ULL

struct ruleset {
  uint64_t files;
  uint64_t network;
  uint64_t scoped;
};

struct beneath {
  uint64_t rights;
  int32_t folder;
} __attribute__((packed));

/* What there is to be held to grew with the versions. */
static struct ruleset rights_of(long version) {
  struct ruleset held = {FIRST_RIGHTS, 0, 0};
  if (version >= 2) held.files |= REFER;
  if (version >= 3) held.files |= TRUNCATE;
  if (version >= 6) held.scoped = OTHERS;
  return held;
}

static size_t size_of(long version) {
  if (version >= 6) return sizeof(struct ruleset);
  return version >= 4 ? offsetof(struct ruleset, scoped) : offsetof(struct ruleset, network);
}

static void admit(int ruleset, const char *path, uint64_t rights) {
  struct stat found;
  struct beneath rule = {rights, open(path, O_PATH | O_CLOEXEC)};
  if (rule.folder < 0) return;
  if (fstat(rule.folder, &found) == 0) {
    if (!S_ISDIR(found.st_mode)) rule.rights &= OF_FILES;
    syscall(ADD_RULE, ruleset, BENEATH_PATH, &rule, 0);
  }
  close(rule.folder);
}

static void admit_all(int ruleset, const char *paths, uint64_t rights) {
  char *copy = paths == NULL ? NULL : strdup(paths), *path, *rest;
  if (copy == NULL) return;
  for (path = strtok_r(copy, "\n", &rest); path != NULL; path = strtok_r(NULL, "\n", &rest)) {
    admit(ruleset, path, rights);
  }
  free(copy);
}

void hold_to_files(void) {
  const char *reads = getenv("FILES_READ"), *writes = getenv("FILES_WRITE");
  long version = syscall(CREATE_RULESET, NULL, 0, ASK_VERSION);
  struct ruleset held = rights_of(version);
  int ruleset;
  if (version < 1 || (reads == NULL && writes == NULL)) return;
  ruleset = (int)syscall(CREATE_RULESET, &held, size_of(version), 0);
  if (ruleset < 0) refuse_to_start(EXIT_NOT_HELD, NOT_HELD);
  admit_all(ruleset, reads, READ_FILE | READ_DIR);
  admit_all(ruleset, writes, held.files & ~(EXECUTE | NEVER_MADE));
  if (syscall(RESTRICT_SELF, ruleset, 0) != 0) refuse_to_start(EXIT_NOT_HELD, NOT_HELD);
  close(ruleset);
}
