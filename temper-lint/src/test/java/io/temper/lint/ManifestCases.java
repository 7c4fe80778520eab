package io.temper.lint;

import static io.temper.lint.Case.cannotCheck;
import static io.temper.lint.Case.fires;
import static io.temper.lint.Case.isNotApplicable;
import static io.temper.lint.Case.passes;
import static io.temper.lint.Samples.NOW;
import static io.temper.lint.Samples.annotated;
import static io.temper.lint.Samples.bare;
import static io.temper.lint.Samples.limited;
import static io.temper.lint.Samples.limitedInParts;
import static io.temper.lint.Samples.millis;
import static io.temper.lint.Samples.nothing;
import static io.temper.lint.Samples.pod;
import static io.temper.lint.Samples.written;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.Suppression;
import io.temper.lint.fact.Suppressions;
import io.temper.lint.fact.Suppressions.Fault;
import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.tier.TierPolicy;
import io.temper.tier.TierRules;
import io.temper.tier.TierRules.SystemPods;
import io.temper.tier.TierRules.TierAnnotation;
import io.temper.workload.ServiceClass;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cases of the rules that look at workloads alone. */
final class ManifestCases {
  private static final LocalDate TODAY = NOW.atZone(ZoneOffset.UTC).toLocalDate();

  private ManifestCases() {}

  static Stream<Case> all() {
    return Stream.of(
            requests(),
            limits(),
            classes(),
            mismatches(),
            system(),
            annotations(),
            owners(),
            expiry(),
            faults())
        .flatMap(List::stream);
  }

  private static List<Case> requests() {
    String critical = "critical_without_request";
    String other = "request_missing";
    return List.of(
        fires(
            critical,
            "0m",
            written(pod("a", Tier.CRITICAL, 0), pod("b", Tier.CRITICAL, 1)),
            "workload shop/a: expected >= 1 m, observed 0 m"),
        passes(critical, "1m", written(pod("a", Tier.CRITICAL, 1), pod("b", Tier.HIGH, 0))),
        isNotApplicable(critical, "none critical", written(pod("a", Tier.HIGH, 0))),
        cannotCheck(critical, "no workloads", nothing()),
        fires(
            other,
            "0m",
            written(pod("a", Tier.HIGH, 0), pod("b", Tier.NORMAL, 0), pod("c", Tier.LOW, 0)),
            "workload shop/a: expected >= 1 m, observed 0 m",
            "workload shop/b: expected >= 1 m, observed 0 m"),
        passes(other, "1m", written(pod("a", Tier.HIGH, 1), pod("b", Tier.NORMAL, 1))),
        isNotApplicable(
            other,
            "others only",
            written(
                pod("a", Tier.CRITICAL, 0), pod("b", Tier.LOW, 0), pod("c", Tier.BACKGROUND, 0))),
        cannotCheck(other, "no workloads", nothing()));
  }

  private static List<Case> limits() {
    String rule = "limit_below_one_cpu";
    return List.of(
        fires(
            rule,
            "999m",
            written(limited("a", Tier.CRITICAL, 1, 999), limited("b", Tier.HIGH, 1, 999)),
            "workload shop/a: expected >= 1000 m, observed 999 m",
            "workload shop/b: expected >= 1000 m, observed 999 m"),
        fires(
            rule,
            "of parts only",
            written(limitedInParts("a", Tier.HIGH, "app 999m", "log 1", "proxy 100m")),
            "workload shop/a: expected >= 1000 m, observed 999 m",
            "workload shop/a: expected >= 1000 m, observed 100 m"),
        fires(
            rule,
            "of the whole, which holds its parts",
            written(limitedInParts("a", Tier.HIGH, "app 500m").toBuilder()
                .limit(millis(999))
                .build()),
            "workload shop/a: expected >= 1000 m, observed 999 m"),
        passes(rule, "1000m", written(limited("a", Tier.CRITICAL, 1, 1000))),
        passes(rule, "1000m of a part", written(limitedInParts("a", Tier.CRITICAL, "app 1"))),
        isNotApplicable(
            rule,
            "no limit, or a lower tier",
            written(pod("a", Tier.CRITICAL, 1), limited("b", Tier.NORMAL, 1, 999))),
        cannotCheck(rule, "no workloads", nothing()));
  }

  private static List<Case> classes() {
    String rule = "priority_class_unknown";
    return List.of(
        fires(
            rule,
            "name without a number",
            written(bare("a").priorityClassName("gold").build()),
            "workload shop/a: expected a class with a known number, observed gold"),
        passes(
            rule,
            "with its number",
            written(bare("a").priorityClassName("gold").priority(7).build())),
        isNotApplicable(rule, "no class", written(pod("a", Tier.HIGH, 1))),
        cannotCheck(rule, "no workloads", nothing()));
  }

  private static List<Case> mismatches() {
    String rule = "priority_class_mismatch";
    Workload high = bare("a").priorityClassName("temper-high").priority(100_000).build();
    return List.of(
        fires(
            rule,
            "another number",
            written(high.toBuilder().priority(99_999).build()),
            "workload shop/a: expected high, observed normal"),
        passes(rule, "its number", written(high)),
        fires(
            rule,
            "another threshold",
            written(high)
                .withTiers(
                    TierPolicy.byPriority(new PriorityThresholds(1_000_000, 100_001, 0, -1))),
            "workload shop/a: expected high, observed normal"),
        passes(
            rule,
            "no number",
            written(bare("a").priorityClassName("temper-high").build())),
        isNotApplicable(
            rule,
            "another's class",
            written(
                bare("a").priorityClassName("gold").priority(1).build(),
                bare("b").priorityClassName("temper-gold").priority(1).build())),
        cannotCheck(rule, "no workloads", nothing()));
  }

  private static List<Case> system() {
    String rule = "system_pod_in_tier";
    TierPolicy byThreshold =
        TierPolicy.byRules(TierRules.STANDARD.withSystemPods(SystemPods.BY_THRESHOLD));
    Workload dns = bare("dns")
        .priorityClassName("system-cluster-critical")
        .priority(2_000_000_000)
        .build();
    Workload metrics = Workload.builder(WorkloadId.of("kube-system", "metrics"))
        .serviceClass(ServiceClass.BEST_EFFORT)
        .build();
    return List.of(
        fires(
            rule,
            "by its namespace",
            written(metrics),
            "workload kube-system/metrics: expected system, observed background"),
        fires(
            rule,
            "by its class",
            written(dns).withTiers(byThreshold),
            "workload shop/dns: expected system, observed critical"),
        fires(
            rule,
            "by its number",
            written(bare("x").priority(2_000_000_000).build()).withTiers(byThreshold),
            "workload shop/x: expected system, observed critical"),
        passes(rule, "in the system layer", written(dns)),
        isNotApplicable(
            rule, "just below", written(bare("x").priority(1_999_999_999).build())),
        cannotCheck(rule, "no workloads", nothing()));
  }

  private static List<Case> annotations() {
    String rule = "tier_annotation_ignored";
    TierPolicy honoured =
        TierPolicy.byRules(TierRules.STANDARD.withTierAnnotation(TierAnnotation.HONOURED));
    return List.of(
        fires(
            rule,
            "not honoured",
            written(annotated("a", "temper.io/tier", "high")),
            "workload shop/a: expected high, observed normal"),
        fires(
            rule,
            "no such tier",
            written(annotated("a", "temper.io/tier", "top")).withTiers(honoured),
            "workload shop/a: expected top, observed normal"),
        passes(
            rule,
            "honoured",
            written(annotated("a", "temper.io/tier", "high")).withTiers(honoured)),
        passes(
            rule,
            "the tier that it has anyway",
            written(annotated("a", "temper.io/tier", "Normal"))),
        isNotApplicable(rule, "none asked", written(annotated("a", "temper.io/other", "high"))),
        cannotCheck(rule, "no workloads", nothing()));
  }

  private static List<Case> owners() {
    String rule = "two_request_owners";
    return List.of(
        fires(
            rule,
            "two",
            written(annotated("a", "vpaUpdates", "x", "node.koordinator.sh/y", "z")),
            "workload shop/a: expected <= 1, observed 2"),
        fires(
            rule,
            "three",
            written(annotated(
                "a", "vpaUpdates", "x", "koordinator.sh/y", "z", "live.stormforge.io/goal", "g")),
            "workload shop/a: expected <= 1, observed 3"),
        passes(rule, "one", written(annotated("a", "vpaUpdates", "x", "vpaUpdatesToo", "x"))),
        passes(
            rule,
            "one twice",
            written(annotated("a", "koordinator.sh/y", "x", "node.koordinator.sh/z", "x"))),
        isNotApplicable(
            rule, "none", written(annotated("a", "notkoordinator.sh/y", "x", "b/vpaUpdates", "y"))),
        cannotCheck(rule, "no workloads", nothing()));
  }

  private static List<Case> expiry() {
    String rule = "suppression_expired";
    return List.of(
        fires(
            rule,
            "yesterday",
            nothing().with(Fact.SUPPRESSIONS, until(TODAY.minusDays(1))),
            "node: expected 2026-05-31, observed 2026-06-01"),
        passes(rule, "today", nothing().with(Fact.SUPPRESSIONS, until(TODAY))),
        passes(rule, "for ever", nothing().with(Fact.SUPPRESSIONS, until(null))),
        isNotApplicable(rule, "none", nothing()));
  }

  private static Suppressions until(@Nullable LocalDate day) {
    return new Suppressions(
        List.of(new Suppression("open_reserve", "*", "known", day, "ignore.toml:1")), List.of());
  }

  private static List<Case> faults() {
    String rule = "suppression_invalid";
    String key = "lint-ignore.temper.io/request_missing";
    return List.of(
        fires(
            rule,
            "no reason",
            written(annotated("a", key, " ")),
            "workload shop/a: expected rule, reason and day, observed the reason of a suppression must"
                + " not be blank"),
        fires(
            rule,
            "no such rule",
            written(annotated("a", "lint-ignore.temper.io/other", "r")),
            "workload shop/a: expected rule, reason and day, observed there is no rule 'other'"),
        fires(
            rule,
            "no day",
            written(annotated("a", key, "r (until soon)")),
            "workload shop/a: expected rule, reason and day, observed 'soon' is no date; write it as in"
                + " 2027-01-31"),
        looselyUntil("upper case", "r (Until 2027-01-31)"),
        looselyUntil("a colon", "r (until: 2027-01-31)"),
        looselyUntil("a full stop", "r (until 2027-01-31)."),
        looselyUntil("no parentheses", "r, until 2027-01-31"),
        looselyUntil("not at the end", "r (until 2027-01-31) of b"),
        looselyUntil("another order", "r until 31.01.2027"),
        looselyUntil("a month in words", "r (Until 31 Jan 2027)"),
        looselyUntil("words, and a full stop", "r (until 1 Feb 2027)."),
        looselyUntil("a month alone", "r until 2027-01"),
        passes(rule, "a number", written(annotated("a", key, "until 2 pods are moved"))),
        passes(rule, "a version", written(annotated("a", key, "until 17.0.3 is out"))),
        passes(rule, "a network", written(annotated("a", key, "until 10.0.0.0/8 is routed"))),
        passes(rule, "an aside", written(annotated("a", key, "small (until it grows), cheap"))),
        fires(
            rule,
            "in a file",
            nothing()
                .with(
                    Fact.SUPPRESSIONS,
                    new Suppressions(List.of(), List.of(new Fault(null, "f.toml", "no such key")))),
            "node: expected rule, reason and day, observed no such key"),
        passes(rule, "well written", written(annotated("a", key, "r (until 2027-01-31)"))),
        isNotApplicable(
            rule, "none", written(pod("a", Tier.NORMAL).request(millis(1)).build())));
  }

  private static Case looselyUntil(String name, String value) {
    return fires(
        "suppression_invalid",
        name,
        written(annotated("a", "lint-ignore.temper.io/request_missing", value)),
        "workload shop/a: expected rule, reason and day, observed the day in '" + value
            + "' would not count; end the reason with it, as in (until 2027-01-31)");
  }
}
