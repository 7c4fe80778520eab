package io.temper.k8s.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.k8s.api.ApiServer;
import io.temper.k8s.api.FakeApiServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeEventsTest {
  @TempDir
  private Path folder;

  private final FakeApiServer fake = new FakeApiServer();
  private final HandTicker ticker = new HandTicker();
  private ApiServer server;
  private NodeEvents events;

  @BeforeEach
  void connect() {
    server = fake.client(folder);
    events = new NodeEvents(server, "n", ticker, () -> 0);
  }

  @AfterEach
  void disconnect() {
    server.close();
    fake.close();
  }

  private List<String> written() {
    for (int i = 0; i < 100; i++) {
      events.round();
    }
    return fake.requests();
  }

  @Test
  void round_event_isWrittenOnTheNode() {
    events.tell(NodeEvent.warning("Ejected", "a \"stall\""));
    assertThat(written())
        .singleElement()
        .asString()
        .startsWith("POST /api/v1/namespaces/default/events?fieldManager=temper-agent {")
        .contains("\"reason\":\"Ejected\"")
        .contains("\"message\":\"a \\\"stall\\\"\"")
        .contains("\"type\":\"Warning\"")
        .contains("\"kind\":\"Node\"");
  }

  @Test
  void round_serverIsClosed_isNobodysTroubleAndTheEventWaits() {
    events.tell(NodeEvent.normal("R", "message"));
    server.close();
    events.round();
    assertThat(events.trouble()).isEmpty();
    assertThat(events.observed().failures()).isZero();
    assertThat(events.dropped()).isZero();
  }

  @Test
  void tell_manyAtOnce_areCutToTheBurstAndCounted() {
    for (int i = 0; i < 1000; i++) {
      events.tell(NodeEvent.normal("R", "message " + i));
    }
    assertThat(written()).hasSize(NodeEvents.BURST);
    assertThat(events.dropped()).isEqualTo(1000 - NodeEvents.BURST);
  }

  @Test
  void tell_forAnHour_isOneInHalfAMinute() {
    for (int i = 0; i < 3600; i++) {
      events.tell(NodeEvent.normal("R", "message " + i));
      events.round();
      ticker.advance(Duration.ofSeconds(1));
    }
    assertThat(fake.requests()).hasSize(NodeEvents.BURST + 3600 / 30 - 1);
  }

  @Test
  void tell_theSame_isWrittenAgainAfterTenMinutes() {
    NodeEvent event = NodeEvent.normal("R", "same");
    events.tell(event);
    ticker.advance(NodeEvents.SAME_AGAIN.minusSeconds(1));
    events.tell(event);
    assertThat(written()).hasSize(1);
    ticker.advance(Duration.ofSeconds(31));
    events.tell(event);
    assertThat(written()).hasSize(2);
  }

  @Test
  void round_fails_keepsItAndSaysIt() {
    fake.failNext(403, "", "{\"message\":\"no events for you\"}");
    events.tell(NodeEvent.normal("R", "m"));
    events.round();
    assertThat(events.trouble()).hasValueSatisfying(trouble -> assertThat(trouble.what())
        .startsWith("cannot write an event on node n: ")
        .contains("no events for you"));
    events.tell(NodeEvent.normal("R", "another one is no reason to ask sooner"));
    events.round();
    assertThat(fake.requests()).hasSize(1);
    ticker.advance(events.pause());
    events.round();
    assertThat(events.trouble()).isEmpty();
    assertThat(fake.requests()).hasSize(2);
    // An answer that was lost must not make two of it.
    assertThat(fake.requests().get(1)).isEqualTo(fake.requests().get(0));
  }

  @Test
  void round_nameIsThereAlready_countsAsWritten() {
    fake.failNext(409, "", "{\"message\":\"already exists\"}");
    events.tell(NodeEvent.normal("R", "m"));
    assertThat(written()).hasSize(1);
    assertThat(events.trouble()).isEmpty();
    assertThat(events.dropped()).isZero();
  }

  @Test
  void round_eventIsRefused_isDroppedAndTheNextOneIsWritten() {
    fake.failNext(422, "", "{\"message\":\"is invalid\"}");
    events.tell(NodeEvent.normal("R", "odd"));
    events.tell(NodeEvent.normal("R", "next"));
    events.round();
    assertThat(events.dropped()).isEqualTo(1);
    assertThat(events.trouble()).isPresent();
    ticker.advance(events.pause());
    assertThat(written()).hasSize(2);
    assertThat(fake.requests().get(1)).contains("\"message\":\"next\"");
    assertThat(events.trouble()).isEmpty();
  }

  @Test
  void tell_nothingCanBeWrittenForAnHour_keepsAsManyAsTheBurst() {
    for (int i = 0; i < 3600; i++) {
      events.tell(NodeEvent.normal("R", "message " + i));
      ticker.advance(Duration.ofSeconds(1));
    }
    assertThat(written()).hasSize(NodeEvents.BURST);
    assertThat(events.dropped()).isEqualTo(3600 - NodeEvents.BURST);
  }
}
