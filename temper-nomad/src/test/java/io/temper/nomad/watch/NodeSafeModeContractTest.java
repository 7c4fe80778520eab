package io.temper.nomad.watch;

import io.temper.nomad.Fixtures;
import io.temper.nomad.NodeFacts;
import io.temper.spi.SafeModeSource;
import io.temper.testkit.SafeModeSourceContract;
import java.time.Instant;

class NodeSafeModeContractTest extends SafeModeSourceContract {
  private volatile Known<NodeFacts> heard = Known.nothing();

  @Override
  protected SafeModeSource source() {
    return new NodeSafeMode(() -> heard);
  }

  private void hear(String meta) {
    String json = Fixtures.text("node.json").replace("\"rack\": \"r1\"", meta);
    heard = heard.answered(Fixtures.node(json), heard.index() + 1, true);
  }

  @Override
  protected void asks() {
    hear("\"" + NodeSafeMode.KEY + "\": \"true\"");
  }

  @Override
  protected void withdraws() {
    hear("\"" + NodeSafeMode.KEY + "\": \"false\"");
  }

  @Override
  protected void breaks() {
    heard = heard.failed("Nomad is away; check it", Instant.EPOCH);
  }
}
