package io.temper.runtime.placement;

import io.temper.workload.CgroupPath;
import java.util.List;
import java.util.Optional;

/**
 * Reads which threads run, and what they are called. Threads start and end meanwhile, so every answer is
 * about a moment. For one thread.
 */
public interface ThreadReader {

  /**
   * Returns the threads of a control group and of all groups inside of it.
   *
   * @param group the group
   * @return the kernel's numbers of the threads, in this process's PID namespace; none if the group is not
   *     there
   * @throws io.temper.TemperException if the kernel refuses to tell
   */
  List<Integer> threadsIn(CgroupPath group);

  /**
   * Returns the name of a thread.
   *
   * @param tid the number of the thread
   * @return its name, cut by the kernel after 15 bytes; empty if the thread is not there
   * @throws io.temper.TemperException if the kernel refuses to tell
   */
  Optional<String> nameOf(int tid);

  /**
   * Returns the command line of a thread's process.
   *
   * @param tid the number of the thread
   * @return its arguments, joined by spaces; empty if the thread is not there, or has none
   * @throws io.temper.TemperException if the kernel refuses to tell
   */
  String commandOf(int tid);
}
