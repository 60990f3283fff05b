/*
 * Loaded into FFmpeg by LD_PRELOAD, with all other files of this folder. It
 * refuses connections to addresses that a source may not lead to, and ends a program that cannot be held.
 * A name is judged by the address that is connected to, so that redirects, keys, segments and names
 * whose answer changes are judged alike. The rules come from the agent, which has the policy:
 *
 *   EGRESS_RULES  "-169.254.169.254/32 +10.0.0.0/8 -0.0.0.0/8 ..."; the first that matches wins, what
 *                 none matches is admitted; `+127.0.0.1/32@4000` is one port. Without it, or where it
 *                 cannot be read, nothing is admitted.
 *   HELD_PROGRAM  name of the program that is meant, where that is not FFmpeg.
 *   EGRESS_UDP    "any" where the source is received on a port of this host: its senders may lie
 *                 anywhere, and are answered.
 *
 * The resolver of the C library does not come through here; it asks where the host is set to ask.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "guard.h"

#define MOST_RULES 512

struct rule {
  int admits;
  int family;
  int bits;
  int port; /* 0: any */
  unsigned char network[16];
};

static struct rule rules[MOST_RULES];
static int rule_count = -1; /* -1: they could not be read */
static int udp_is_free;

static int (*real_connect)(int, const struct sockaddr *, socklen_t);
static ssize_t (*real_sendto)(int, const void *, size_t, int, const struct sockaddr *, socklen_t);
static ssize_t (*real_sendmsg)(int, const struct msghdr *, int);
static int (*real_sendmmsg)(int, struct mmsghdr *, unsigned int, int);
static int (*real_listen)(int, int);

static int read_rule(char *word, struct rule *rule) {
  char *port = strchr(word, '@');
  char *bits = strchr(word, '/');
  if ((word[0] != '+' && word[0] != '-') || bits == NULL) return 0;
  *bits++ = '\0';
  if (port != NULL) *port++ = '\0';
  rule->admits = word[0] == '+';
  rule->family = strchr(word + 1, ':') != NULL ? AF_INET6 : AF_INET;
  rule->bits = atoi(bits);
  rule->port = port != NULL ? atoi(port) : 0;
  if (rule->bits < 0 || rule->bits > (rule->family == AF_INET ? 32 : 128)) return 0;
  return inet_pton(rule->family, word + 1, rule->network) == 1;
}

static void read_rules(void) {
  const char *text = getenv("EGRESS_RULES");
  const char *udp = getenv("EGRESS_UDP");
  char *copy, *word, *rest;
  int count = 0;
  udp_is_free = udp != NULL && strcmp(udp, "any") == 0;
  if (text == NULL || (copy = strdup(text)) == NULL) return;
  for (word = strtok_r(copy, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
    if (count == MOST_RULES || !read_rule(word, &rules[count])) {
      free(copy);
      return;
    }
    count++;
  }
  free(copy);
  rule_count = count;
}

void refuse_to_start(int exit_code, const char *why) {
  char line[128];
  int length = snprintf(line, sizeof line, "[egress-guard] [fatal] %s\n", why);
  if (length > 0 && write(STDERR_FILENO, line, (size_t)length) < 0) _exit(exit_code);
  _exit(exit_code);
}

/* Programs that start FFmpeg in its place (nice, prlimit) load this too and have that yet to do. */
static int is_meant(void) {
  const char *other = getenv("HELD_PROGRAM");
  if (strncmp(program_invocation_short_name, "ff", 2) == 0) return 1;
  return other != NULL && strcmp(program_invocation_short_name, other) == 0;
}

__attribute__((constructor)) static void begin(int argc, char **argv) {
  real_connect = (int (*)(int, const struct sockaddr *, socklen_t))dlsym(RTLD_NEXT, "connect");
  real_sendto = (ssize_t(*)(int, const void *, size_t, int, const struct sockaddr *, socklen_t))
      dlsym(RTLD_NEXT, "sendto");
  real_sendmsg = (ssize_t(*)(int, const struct msghdr *, int))dlsym(RTLD_NEXT, "sendmsg");
  real_sendmmsg =
      (int (*)(int, struct mmsghdr *, unsigned int, int))dlsym(RTLD_NEXT, "sendmmsg");
  real_listen = (int (*)(int, int))dlsym(RTLD_NEXT, "listen");
  read_rules();
  if (!is_meant()) return;
#ifdef __GLIBC__
  reveal_words(argc, argv);
#else
  (void)argc, (void)argv;
#endif
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    refuse_to_start(EXIT_NOT_HELD, "New privileges could not be given up");
  hold_to_files();
  give_up_calls();
}

static int is_in(const unsigned char *address, const struct rule *rule) {
  int whole = rule->bits / 8, rest = rule->bits % 8;
  if (memcmp(address, rule->network, whole) != 0) return 0;
  return rest == 0 || ((address[whole] ^ rule->network[whole]) >> (8 - rest)) == 0;
}

/* IPv6 addresses that lead to an IPv4 one: mapped, translated (64:ff9b::/96), 6to4 (2002::/16). */
static const unsigned char *embedded_ipv4(const unsigned char *address) {
  static const unsigned char mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  static const unsigned char translated[12] = {0, 0x64, 0xff, 0x9b};
  if (memcmp(address, mapped, 12) == 0 || memcmp(address, translated, 12) == 0) return address + 12;
  if (address[0] == 0x20 && address[1] == 0x02) return address + 2;
  return NULL;
}

static int is_admitted(int family, const unsigned char *address, int port) {
  int i;
  for (i = 0; i < rule_count; i++) {
    if (rules[i].family != family || (rules[i].port != 0 && rules[i].port != port)) continue;
    if (is_in(address, &rules[i])) return rules[i].admits;
  }
  return rule_count >= 0;
}

/* Once in a row: SRT asks again and again. */
static void say_refused(int family, const unsigned char *address, int port) {
  static char said[128];
  char name[INET6_ADDRSTRLEN] = "?", line[128];
  int length;
  inet_ntop(family, address, name, sizeof name);
  length = snprintf(line, sizeof line, "[egress-guard] [error] Refused address %s port %d\n", name,
                    port);
  if (strcmp(line, said) == 0) return;
  strcpy(said, line);
  if (length > 0 && write(STDERR_FILENO, line, (size_t)length) < 0) return;
}

/* 0, or -1 with errno set as where the kernel refuses it. Other families lead nowhere outside. */
static int judge(const struct sockaddr *to, socklen_t length) {
  const unsigned char *address, *inner;
  int family, port;
  if (to == NULL || length < (socklen_t)sizeof(sa_family_t)) return 0;
  family = to->sa_family;
  if (family == AF_INET && length >= (socklen_t)sizeof(struct sockaddr_in)) {
    address = (const unsigned char *)&((const struct sockaddr_in *)to)->sin_addr;
    port = ntohs(((const struct sockaddr_in *)to)->sin_port);
  } else if (family == AF_INET6 && length >= 24) {
    address = (const unsigned char *)&((const struct sockaddr_in6 *)to)->sin6_addr;
    port = ntohs(((const struct sockaddr_in6 *)to)->sin6_port);
    inner = embedded_ipv4(address);
    if (inner != NULL) {
      address = inner;
      family = AF_INET;
    }
  } else {
    return 0;
  }
  if (is_admitted(family, address, port)) return 0;
  say_refused(family, address, port);
  errno = EACCES;
  return -1;
}

static int is_datagram(int socket) {
  int type = 0;
  socklen_t length = sizeof type;
  return getsockopt(socket, SOL_SOCKET, SO_TYPE, &type, &length) == 0 && type == SOCK_DGRAM;
}

static int may_send(int socket, const struct sockaddr *to, socklen_t length) {
  if (to == NULL || (udp_is_free && is_datagram(socket))) return 0;
  return judge(to, length);
}

int connect(int socket, const struct sockaddr *to, socklen_t length) {
  if (may_send(socket, to, length) != 0) return -1;
  return real_connect(socket, to, length);
}

ssize_t sendto(int socket, const void *data, size_t size, int flags, const struct sockaddr *to,
               socklen_t length) {
  if (may_send(socket, to, length) != 0) return -1;
  return real_sendto(socket, data, size, flags, to, length);
}

ssize_t sendmsg(int socket, const struct msghdr *message, int flags) {
  if (may_send(socket, message->msg_name, message->msg_namelen) != 0) return -1;
  return real_sendmsg(socket, message, flags);
}

int sendmmsg(int socket, struct mmsghdr *messages, unsigned int count, int flags) {
  unsigned int i;
  for (i = 0; i < count; i++) {
    const struct msghdr *message = &messages[i].msg_hdr;
    if (may_send(socket, message->msg_name, message->msg_namelen) != 0) return -1;
  }
  return real_sendmmsg(socket, messages, count, flags);
}

/* No source is received over a TCP port of this host. A socket in a folder is how filters are told of changes. */
int listen(int socket, int backlog) {
  struct sockaddr_storage own;
  socklen_t length = sizeof own;
  if (getsockname(socket, (struct sockaddr *)&own, &length) == 0 && own.ss_family == AF_UNIX)
    return real_listen(socket, backlog);
  errno = EACCES;
  return -1;
}
