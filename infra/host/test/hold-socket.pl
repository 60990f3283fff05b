#!/usr/bin/perl
# Does what systemd does for a service with a .socket: listens on a port of 127.0.0.1 and starts a program that finds the
# socket as its descriptor 3, once more each time that it ends. Says the port, then the process of each start, a line each.
#
#   hold-socket.pl PORT PROGRAM [ARGUMENT…]
use strict;
use warnings;
use IO::Socket::INET;
use POSIX ();

# What is opened below that descriptor stays open in the program.
$^F = 9;
my ($port, @program) = @ARGV;
my $socket = IO::Socket::INET->new(
  Listen => 4096, LocalAddr => '127.0.0.1', LocalPort => $port, ReuseAddr => 1
) or die "hold-socket.pl: $!\n";
$| = 1;
print $socket->sockport, "\n";

my $child = 0;
$SIG{TERM} = sub {
  kill 'TERM', $child if $child;
  waitpid $child, 0;
  exit 0;
};
while (1) {
  $child = fork;
  die "hold-socket.pl: $!\n" unless defined $child;
  if ($child == 0) {
    POSIX::dup2($socket->fileno, 3);
    @ENV{'LISTEN_FDS', 'LISTEN_PID'} = (1, $$);
    exec(@program) or POSIX::_exit(127);
  }
  print "$child\n";
  waitpid $child, 0;
}
