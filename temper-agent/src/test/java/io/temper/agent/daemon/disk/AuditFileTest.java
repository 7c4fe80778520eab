package io.temper.agent.daemon.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {
  @TempDir
  Path folder;

  @Test
  void records_areWrittenInOrderAndNoneIsLostByRotation() throws IOException {
    Path path = folder.resolve("log/audit.jsonl");
    try (var audit = new AuditFile(path, 200, 10)) {
      audit.start();
      for (int i = 0; i < 40; i++) {
        audit.append(record(i));
      }
    }
    List<String> all = new ArrayList<>();
    for (int number = 10; number >= 1; number--) {
      Path older = folder.resolve("log/audit.jsonl." + number);
      if (Files.exists(older)) {
        assertThat(Files.size(older)).isLessThanOrEqualTo(200);
        all.addAll(Files.readAllLines(older));
      }
    }
    all.addAll(Files.readAllLines(path));
    assertThat(all).hasSize(40);
    assertThat(all.get(0)).isEqualTo("{\"number\":\"0\"}");
    assertThat(all.get(39)).isEqualTo("{\"number\":\"39\"}");
  }

  @Test
  void oldest_areDropped() throws IOException {
    Path path = folder.resolve("audit.jsonl");
    try (var audit = new AuditFile(path, 20, 2)) {
      audit.start();
      for (int i = 0; i < 9; i++) {
        audit.append(record(i));
      }
    }
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
    assertThat(Files.readString(path)).contains("8");
  }

  @Test
  void diskThatTakesNothing_isToldAndBlocksNobody() throws IOException {
    Path notAFolder = Files.createFile(folder.resolve("file"));
    try (var audit = new AuditFile(notAFolder.resolve("audit.jsonl"), 1000, 2)) {
      audit.start();
      for (int i = 0; i < 3000; i++) {
        audit.append(record(i));
      }
      while (audit.problem().isEmpty() || !audit.problem().get().contains("cannot be written")) {
        Thread.onSpinWait();
      }
      assertThat(audit.problem().orElseThrow()).contains("file/audit.jsonl", "records are lost");
    }
  }

  @Test
  void diskThatTakesItLater_getsAll() throws Exception {
    Path blocked = Files.createFile(folder.resolve("log"));
    try (var audit = new AuditFile(blocked.resolve("audit.jsonl"), 1000, 2)) {
      audit.start();
      audit.append(record(1));
      while (audit.problem().isEmpty()) {
        Thread.onSpinWait();
      }
      Files.delete(blocked);
      while (audit.problem().isPresent()) {
        Thread.onSpinWait();
      }
    }
    assertThat(Files.readAllLines(blocked.resolve("audit.jsonl"))).hasSize(1);
  }

  @Test
  void recordThatEndsByAnError_costsThatRecordOnly() {
    List<String> lines = new CopyOnWriteArrayList<>();
    try (var audit = new AuditFile(folder.resolve("audit.jsonl"), line -> {
      String text = new String(line, StandardCharsets.UTF_8);
      if (text.contains("2")) {
        throw new OutOfMemoryError("injected");
      }
      lines.add(text.strip());
    })) {
      audit.start();
      for (int i = 1; i <= 3; i++) {
        audit.append(record(i));
      }
      audit.flush(Duration.ofSeconds(30));
      assertThat(audit.problem().orElseThrow()).contains("1 records are lost");
    }
    assertThat(lines).containsExactly("{\"number\":\"1\"}", "{\"number\":\"3\"}");
  }

  private static AuditRecord record(int number) {
    return new AuditRecord(Map.of("number", Integer.toString(number)));
  }
}
