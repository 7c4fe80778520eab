package org.example.shaded;

import io.temper.bpf.Preflight;
import io.temper.bpf.SchedExtOptions;
import io.temper.json.PlanJson;
import io.temper.json.ProfilesToml;
import io.temper.k8s.PodListReader;
import io.temper.k8s.api.ApiServer;
import io.temper.node.NodeTopology;
import io.temper.plan.TierPlanner;
import java.nio.file.Path;
import java.util.Set;

/** Uses everything that a jar made of many could lose: resources, services, native libraries. */
public final class OneJar {
  private OneJar() {}

  public static void main(String[] arguments) {
    var pods = PodListReader.read(Path.of(arguments[0]));
    var plan = TierPlanner.standard().plan(pods.workloadsOn("node-1"), NodeTopology.parse("4c8t"));
    var again = PlanJson.read("the same plan", PlanJson.write(plan));
    again.members().forEach(pod -> System.out.println(pod.id() + " " + pod.layer()));
    System.out.println("built-in thread profiles: " + !ProfilesToml.builtIns().isEmpty());
    try (var server = ApiServer.of(Path.of(arguments[1]))) {
      System.out.println("API server: " + server.address());
    }
    Preflight.ofThisHost(SchedExtOptions.fromSystemProperties()).run().stream()
        .filter(check -> Set.of("scheduler-object", "libbpf").contains(check.id()))
        .forEach(check -> System.out.println(check.id() + " " + check.verdict()));
  }
}
