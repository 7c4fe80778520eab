package io.temper.agent.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.report.advice.SampleLint;
import io.temper.agent.report.agent.SampleStatus;
import io.temper.agent.report.explain.SampleExplanation;
import io.temper.agent.report.input.InputException;
import io.temper.profile.PlacedGroup;
import io.temper.profile.ThreadTreatment;
import io.temper.runtime.placement.PlacedThread;
import io.temper.runtime.placement.PlacedWorkload;
import io.temper.runtime.usage.CheckpointException;
import io.temper.testkit.fuzz.FuzzCorpus;
import io.temper.workload.WorkloadId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever an agent answers, a command understands it or says that it does not. */
@Timeout(120)
class AnswersFuzzTest {
  private static final int EXAMPLES = 3000;

  @Test
  void status_anyText_isUnderstoodOrRefused() {
    check(StatusJson.of(SampleStatus.enforcing()), StatusJson::read);
  }

  @Test
  void explanation_anyText_isUnderstoodOrRefused() {
    check(
        CgroupExplanationJson.of(SampleExplanation.ofAProcess().agent()),
        CgroupExplanationJson::read);
  }

  @Test
  void lint_anyText_isUnderstoodOrRefused() {
    check(LintJson.of(SampleLint.run()), LintJson::read);
  }

  @Test
  void histories_anyText_areUnderstoodOrRefused() {
    check(HistoriesJson.of(new TreeMap<>()), HistoriesJson::read);
  }

  @Test
  void groupsOfThreads_anyText_areUnderstoodOrRefused() {
    var thread = new PlacedThread(
        "jit", "java", new PlacedGroup("jit", ThreadTreatment.YIELD), "high/yield");
    check(
        GroupedThreadsJson.of(
            List.of(new PlacedWorkload(WorkloadId.of("shop", "web"), "jvm", Map.of(11, thread)))),
        GroupedThreadsJson::read);
  }

  private static void check(String sample, Consumer<String> reader) {
    FuzzCorpus.of(sample).check(EXAMPLES, text -> {
      try {
        reader.accept(new String(text, StandardCharsets.UTF_8));
        return true;
      } catch (InputException | CheckpointException e) {
        assertThat(e.getMessage()).isNotBlank();
        return false;
      }
    });
  }
}
