package io.temper.k8s.watch;

import io.temper.k8s.text.DocumentReader;
import io.temper.k8s.text.JsonEvents;
import io.temper.spi.SafeModeSource;
import io.temper.testkit.SafeModeSourceContract;
import io.temper.workload.AnnotationPrefixes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

class NodeSafeModeContractTest extends SafeModeSourceContract {
  private volatile Known<ServedNode> heard = Known.nothing();

  @Override
  protected SafeModeSource source() {
    return new NodeSafeMode("n", () -> heard, AnnotationPrefixes.STANDARD);
  }

  private void hear(String annotations) {
    String json = Served.node(annotations, "kubectl-annotate", "x").replace("VERSION", "1");
    var bytes = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    try (var in = new DocumentReader("test", new JsonEvents("test", bytes))) {
      in.nextDocument();
      heard = heard.listed(List.of(ServedNode.read(in)));
    }
  }

  @Override
  protected void asks() {
    hear("\"temper.io/" + NodeSafeMode.NAME + "\":\"true\"");
  }

  @Override
  protected void withdraws() {
    hear("");
  }

  @Override
  protected void breaks() {
    heard = heard.failed("the API server is away; check it", Instant.EPOCH);
  }
}
