package io.temper.nomad;

import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadBuilder;
import io.temper.workload.WorkloadId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A task of an allocation that runs or is the next to: what Nomad keeps in one control group, and so one
 * workload.
 *
 * @param id namespace; the name of the allocation and of the task; the id of the allocation and the task
 * @param allocation the id of the allocation
 * @param name of the task, unique in its allocation
 * @param job that it belongs to
 * @param driver that runs it
 * @param resources that it was given
 * @param meta what its job says to Temper, by name: {@code temper_workload_profile} is {@code
 *     workload-profile}
 * @param leaving whether it is to end, so that it is not waited for if its group is not there
 */
public record NomadTask(
    WorkloadId id,
    String allocation,
    String name,
    NomadJob job,
    TaskDriver driver,
    TaskResources resources,
    Map<String, String> meta,
    boolean leaving) {
  /** The annotation of the job's type. */
  public static final String JOB_TYPE = "nomad/job-type";

  /** The annotation of the memory that is kept for it, in MiB. */
  public static final String MEMORY = "nomad/memory-mb";

  /** Copies the map. */
  public NomadTask {
    meta = Map.copyOf(meta);
  }

  /**
   * Returns the places where the client of Nomad may have put it.
   *
   * @return at most one; none where the driver chooses the place
   */
  public List<CgroupPath> cgroupCandidates() {
    return NomadCgroups.candidates(this);
  }

  /**
   * Returns it as a workload without a control group.
   *
   * @param speed of the node
   * @param prefix of the annotations that {@code meta} becomes, for example {@code temper.io/}
   * @return the workload
   */
  public Workload workload(CpuSpeed speed, String prefix) {
    CpuQuantity request = resources.request(speed);
    WorkloadBuilder workload = Workload.builder(id)
        .priority(job.priority())
        .request(request)
        .annotations(annotations(prefix));
    if (driver.hardLimit() && !request.isZero()) {
      workload.limit(request);
    }
    String image = driver.image();
    if (image != null) {
      workload.images(List.of(image));
    }
    return workload.build();
  }

  private Map<String, String> annotations(String prefix) {
    Map<String, String> annotations = new HashMap<>();
    annotations.put(JOB_TYPE, job.type());
    annotations.put(MEMORY, Long.toString(resources.memoryMb()));
    meta.forEach((key, value) -> annotations.put(prefix + key, value));
    return annotations;
  }
}
