package io.temper.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What violations say to people, where it depends on how many there are or on what is known. */
class MessagesTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "smt_collision | two | threads of layer critical share cores with lower tiers: t[1] on CPU 1"
            + " beside t[2] of low on CPU 5 and 1 more",
        "smt_collision | low beside the fence's thread | threads of layer critical share cores with"
            + " lower tiers: t[1] on CPU 1 beside t[2] of low on CPU 5",
        "protected_fallback | outside, one free | threads of layer critical run outside of its fence,"
            + " CPUs 1,5, where CPUs 5 are free: t[1] on CPU 3 and 1 more",
        "protected_fallback | outside, all free | threads of layer critical run outside of its fence,"
            + " CPUs 1,5, where CPUs 1,5 are free: t[1] on CPU 3",
        "open_reserve | an open layer behind the fence | threads of open layers run behind the fence"
            + " of layer critical: t[1] of low on CPU 5 and 1 more",
        "open_reserve | the system layer is open, too | threads of open layers run behind the fence of"
            + " layer critical: t[1] of system on CPU 5",
        "layer_mismatch | two | threads of shop/high are not in its layer high: t[7] is in low, and 1"
            + " more",
        "layer_mismatch | another layer | threads of shop/high are not in its layer high: t[7] is in"
            + " low",
        "pinned_thread_on_fence | bound to the fence | t[1] of layer low is bound to CPUs 1,5, which"
            + " are behind a fence",
        "irq_on_fence | two of three | interrupts are handled behind the fence of layer critical: 24"
            + " (nic) on CPUs 5 and 1 more",
        "irq_on_fence | one without a name | interrupts are handled behind the fence of layer"
            + " critical: 9 on CPUs 1",
        "real_time_on_fence | behind it | real-time threads run behind the fence of layer critical:"
            + " rt[9] on CPU 5",
        "real_time_on_fence | two | real-time threads run behind the fence of layer critical: rt[9] on"
            + " CPU 5 and 1 more",
        "thread_outside_group | two elsewhere | thread GC Thread#0[1] of shop/web belongs to layer low"
            + " and is in high, noted for its next turn, and so are 1 more elsewhere",
        "thread_outside_group | one elsewhere | thread GC Thread#0[1] of shop/web belongs to layer low"
            + " and is in high, noted for its next turn",
        "member_unresolved | two | the plan names control groups that are not there: a and 1 more",
        "member_unresolved | one | the plan names control groups that are not there: a",
        "weight_formula_mixed | both | the weights of 1 workloads follow the older formula, those of 2"
            + " the newer one",
        "static_cpu_manager_beside_fence | static | the kubelet's CPU manager is static, and CPUs 1,5"
            + " are fenced; both have given out CPUs 1",
        "static_cpu_manager_beside_fence | static, other CPUs | the kubelet's CPU manager is static,"
            + " and CPUs 1,5 are fenced",
        "critical_above_cores | of a small node | layer critical is grouped instead of confined: on a"
            + " node of 2 CPUs a fence of 2 whole cores does not fit beside the open reserve, which"
            + " leaves 1",
        "fence_not_enforceable | no fences | layer critical would own the CPUs 1,5, but this scheduler"
            + " does not enforce fences yet: the layer is grouped and prefers them",
        "limit_below_one_cpu | of the whole, which holds its parts | shop/a is limited to 999m CPU, less"
            + " than one thread can use",
        "limit_not_enforced | limits of parts | the CPU limit of shop/a, app 500m, log 2, is not"
            + " enforced while the scheduler is attached",
        "limit_exceeded | above 5 % | shop/low uses 1051m CPUs, and its limit is 1",
        "limit_exceeded | above 5 % in a container | log of shop/low uses 200m CPUs, and its limit is"
            + " 100m",
        "jvm_cpu_count | fewer | the JVM 1 of shop/web sees 1 CPUs (why), and 2500m are requested",
      })
  void message_ofACase_isThis(String rule, String name, String message) {
    assertThat(messages(rule, name)).containsExactly(message);
  }

  @Test
  void messages_ofSeveralSubjects_areOneForEach() {
    assertThat(messages("pinned_thread_on_fence", "two of one workload, one of none"))
        .containsExactly(
            "t[1] of layer low is bound to CPUs 1, which are behind a fence, and so are 1 more",
            "t[3] of layer default is bound to CPUs 1, which are behind a fence");
  }

  @Test
  void messages_ofContainers_nameEachOfThem() {
    assertThat(messages("limit_below_one_cpu", "of parts only"))
        .containsExactly(
            "app of shop/a is limited to 999m CPU, less than one thread can use",
            "proxy of shop/a is limited to 100m CPU, less than one thread can use");
    assertThat(messages("critical_throttled", "above a hundredth in a container"))
        .containsExactly(
            "app of shop/critical was held at its limit for 101 ms",
            "app of shop/high was held at its limit for 10000 ms");
  }

  private static List<String> messages(String rule, String name) {
    Case meant = RulesTest.cases()
        .filter(one -> one.rule().equals(rule) && one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no case '" + name + "' of " + rule));
    return Linter.standard().lint(meant.input()).violations().stream()
        .filter(result -> result.id().value().equals(rule))
        .map(result -> result.outcome().text())
        .toList();
  }
}
