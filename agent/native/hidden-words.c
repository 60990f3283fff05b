/*
 * Words of a command that nobody else on the machine is to read. /proc/PID/cmdline shows what a
 * program was started with, and goes on showing it when the program has put something else in its place: so
 * FFmpeg is started with `hidden-word:1`, `hidden-word:2` ..., and the words come through a pipe.
 *
 *   HIDDEN_WORDS  number of an inherited descriptor: all words in their order, each with a NUL behind it.
 *
 * glibc hands constructors the very array that main gets.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "guard.h"

#define PLACE "hidden-word:"
#define EXIT_WITHOUT_WORDS 97

/* All that the pipe has, until whoever started us closes it. NULL where it cannot be read to its end. */
static char *read_to_end(int from, size_t *length) {
  size_t room = 4096, used = 0;
  char *text = malloc(room), *larger;
  while (text != NULL) {
    ssize_t got = read(from, text + used, room - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) break;
    if (got == 0) {
      *length = used;
      return text;
    }
    used += (size_t)got;
    if (used < room) continue;
    room *= 2;
    larger = realloc(text, room);
    if (larger == NULL) break;
    text = larger;
  }
  free(text);
  return NULL;
}

/* The word of this number, from 1 on; NULL where there are fewer, or it has no end. */
static char *word_of(char *words, size_t length, long number) {
  char *word = words, *end;
  while (word != NULL && word < words + length) {
    end = memchr(word, '\0', (size_t)(words + length - word));
    if (end == NULL) return NULL;
    if (--number == 0) return word;
    word = end + 1;
  }
  return NULL;
}

static void refuse(void) {
  refuse_to_start(EXIT_WITHOUT_WORDS, "A hidden word of the command was not handed over");
}

void reveal_words(int argc, char **argv) {
  const char *descriptor = getenv("HIDDEN_WORDS");
  char *words = NULL;
  size_t length = 0;
  int i;
  if (descriptor != NULL) {
    int from = atoi(descriptor);
    words = read_to_end(from, &length);
    close(from);
  }
  /* The text stays: its words are arguments from now on. */
  for (i = 1; i < argc; i++) {
    if (strncmp(argv[i], PLACE, sizeof PLACE - 1) != 0) continue;
    char *word = word_of(words, length, atol(argv[i] + sizeof PLACE - 1));
    if (word == NULL) refuse();
    argv[i] = word;
  }
}
