package io.temper.plan;

import io.temper.profile.NodeProfiles;
import io.temper.profile.ThreadProfile;
import io.temper.profile.ThreadTreatment;
import io.temper.workload.Workload;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the thread profiles of a tier's workloads ask for.
 *
 * @param treatments the treatments that some thread may need, besides the normal one
 * @param exclusiveCpus how many CPUs of their own all exclusive groups ask for; 0 without one
 */
record GroupDemand(Set<ThreadTreatment> treatments, long exclusiveCpus) {
  static GroupDemand of(List<Workload> workloads, NodeProfiles profiles) {
    Set<ThreadTreatment> treatments = EnumSet.noneOf(ThreadTreatment.class);
    long exclusiveCpus = 0;
    for (Workload workload : workloads) {
      Optional<ThreadProfile> profile = profiles.choose(workload).profile();
      if (profile.isPresent()) {
        treatments.addAll(profile.get().treatments());
        exclusiveCpus += profile.get().exclusiveCpus();
      }
    }
    treatments.remove(ThreadTreatment.NORMAL);
    return new GroupDemand(treatments, exclusiveCpus);
  }

  boolean has(ThreadTreatment treatment) {
    return treatments.contains(treatment);
  }
}
