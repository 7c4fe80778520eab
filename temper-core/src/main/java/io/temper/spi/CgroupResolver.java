package io.temper.spi;

import io.temper.workload.CgroupPath;
import java.util.OptionalLong;
import java.util.function.Function;

/** Finds control groups of this node. */
@FunctionalInterface
public interface CgroupResolver extends Function<CgroupPath, OptionalLong> {

  /**
   * Returns the id of a control group, which is the inode number of its directory.
   *
   * @param path where it is
   * @return the id; empty if it does not exist (any more)
   * @throws io.temper.TemperException if it could not be asked; the message names place and remedy
   */
  @Override
  OptionalLong apply(CgroupPath path);
}
