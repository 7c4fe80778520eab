package io.temper.examples.toy;

import io.temper.TemperException;
import io.temper.spi.WorkloadSource;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The jobs of this node, a file each: {@code web.job} with the lines {@code priority=1000000}, {@code
 * cpus=1.5} and {@code cgroup=/toy.slice/web}.
 *
 * @param folder where the platform keeps them
 */
record ToyJobs(Path folder) implements WorkloadSource {
  private static final String SUFFIX = ".job";

  @Override
  public WorkloadSet workloads() {
    List<Workload> jobs = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        jobs.add(job(file));
      }
      return WorkloadSet.of(jobs);
    } catch (IOException e) {
      throw new TemperException(
          "cannot read the jobs in " + folder + ": " + e + "; is the platform installed?", e);
    }
  }

  /** A job that makes no sense fails all: a part of the jobs would take the tier of the rest away. */
  private static Workload job(Path file) throws IOException {
    var lines = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      lines.load(in);
      String name = file.getFileName().toString().replace(SUFFIX, "");
      return Workload.builder(WorkloadId.of("toy", name))
          .priority(Integer.parseInt(lines.getProperty("priority", "0")))
          .request(CpuQuantity.parse(lines.getProperty("cpus", "0")))
          .cgroup(new CgroupPath(lines.getProperty("cgroup", "/toy.slice/" + name)))
          .build();
    } catch (IllegalArgumentException e) {
      throw new TemperException(file + ": " + e.getMessage() + "; submit the job anew", e);
    }
  }
}
