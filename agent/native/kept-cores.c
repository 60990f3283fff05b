/*
 * Keeps the threads of an encoder where FFmpeg was put. Each worker of x265 makes itself nicer by ten and
 * goes to all cores of its node by libnuma (source/common/threadpool.cpp), whatever set of cores and
 * priority its process was given: it would work on the cores of the origin, and yield to channels that
 * matter less. FFmpeg itself calls neither; the programs that put it in its place ask the kernel by
 * setpriority and sched_setaffinity.
 */
int nice(int step) {
  (void)step;
  return 0;
}

int numa_run_on_node_mask(void *nodes) {
  (void)nodes;
  return 0;
}
