/*
 * Makes one of each kind of thing in the folder it is given, by their names, and writes of each its name and
 * how it ended: the number of the error, 0 where there is none.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>

static void say(const char *name, int answer) { printf("%s %d\n", name, answer < 0 ? errno : 0); }

static int make_socket(const char *name) {
  struct sockaddr_un at = {.sun_family = AF_UNIX};
  strncpy(at.sun_path, name, sizeof at.sun_path - 1);
  return bind(socket(AF_UNIX, SOCK_STREAM, 0), (struct sockaddr *)&at, sizeof at);
}

int main(int argc, char **argv) {
  if (argc != 2 || chdir(argv[1]) != 0) return 1;
  say("file", open("file", O_CREAT | O_WRONLY, 0644));
  say("folder", mkdir("folder", 0755));
  say("socket", make_socket("socket"));
  say("renamed", rename("file", "folder/renamed"));
  say("symlink", symlink("/etc/passwd", "symlink"));
  say("symlinkat", symlinkat("/etc/passwd", AT_FDCWD, "symlinkat"));
  say("link", link("folder/renamed", "link"));
  say("pipe", mkfifo("pipe", 0644));
  say("characters", mknod("characters", S_IFCHR | 0644, makedev(1, 5)));
  say("blocks", mknod("blocks", S_IFBLK | 0644, makedev(7, 0)));
  return 0;
}
