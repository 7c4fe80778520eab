package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.temper.bpf.Check.Verdict;
import io.temper.bpf.internal.btf.BtfBuilder;
import io.temper.bpf.internal.lib.Errno;
import io.temper.spi.ProbeResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer that a host can give, from trees of files. */
class PreflightTest {
  @TempDir
  private Path root;

  private FakeHost host;

  /**
   * A way to spoil a good host, and the answer it must give.
   *
   * @param what the way, for the test's name
   * @param spoil how
   * @param id the check that must answer
   * @param verdict its answer
   * @param finding a part of what it must say
   */
  record Row(String what, Consumer<FakeHost> spoil, String id, Verdict verdict, String finding) {
    @Override
    public String toString() {
      return what;
    }
  }

  @BeforeEach
  void makeGoodHost() {
    host = new FakeHost(root);
  }

  @Test
  void run_onGoodHost_saysYesToEverything() {
    var checks = host.loader().preflight().run();
    assertThat(checks).hasSizeGreaterThan(14);
    assertThat(checks)
        .allSatisfy(check -> assertThat(check.verdict()).isEqualTo(Verdict.SUPPORTED));
    assertThat(checks).extracting(Check::id).doesNotHaveDuplicates();
    assertThat(host.loader().probe()).isEqualTo(new ProbeResult.Supported());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void run_onSpoiltHost_findsIt(Row row) {
    row.spoil().accept(host);
    var check = host.loader().preflight().run().stream()
        .filter(c -> c.id().equals(row.id()))
        .findFirst()
        .orElseThrow();
    assertThat(check.verdict()).isEqualTo(row.verdict());
    assertThat(check.finding()).contains(row.finding());
    assertThat(check.remedy()).isNotBlank();
    assertThat(host.loader().probe().findings())
        .anySatisfy(finding -> assertThat(finding.check()).isEqualTo(row.id()));
    assertThat(host.loader().probe().mayAttach()).isEqualTo(row.verdict() == Verdict.UNKNOWN);
  }

  private static Row no(String what, Consumer<FakeHost> spoil, String id, String finding) {
    return new Row(what, spoil, id, Verdict.UNSUPPORTED, finding);
  }

  private static Row open(String what, Consumer<FakeHost> spoil, String id, String finding) {
    return new Row(what, spoil, id, Verdict.UNKNOWN, finding);
  }

  private static void btf(FakeHost host, BtfBuilder btf) {
    host.write("sys/kernel/btf/vmlinux", btf.build());
  }

  private static void lockdownAskedOfTheKernel(FakeHost host, int answer) {
    host.delete("sys/kernel/security/lockdown");
    host.libbpf.failures.put("libbpf_probe_bpf_helper", answer);
  }

  private static BtfBuilder goodBtf() {
    return BtfBuilder.ofGoodKernel(FakeHost.functions());
  }

  static Stream<Row> rows() {
    return Stream.of(kernelRows(), processRows(), schedulerRows()).flatMap(List::stream);
  }

  private static List<Row> kernelRows() {
    var release = "proc/sys/kernel/osrelease";
    var lockdown = "sys/kernel/security/lockdown";
    return List.of(
        no("6.12.9", h -> h.write(release, "6.12.9-1"), "kernel-version", "older than 6.12.10"),
        no("5.10", h -> h.write(release, "5.10.0-30-amd64"), "kernel-version", "older than"),
        open("no release", h -> h.delete(release), "kernel-version", "release is ''"),
        open("odd release", h -> h.write(release, "unix v7"), "kernel-version", "unix v7"),
        no("no BTF", h -> h.delete("sys/kernel/btf/vmlinux"), "kernel-btf", "there is no"),
        no(
            "BTF cut off",
            h -> h.write("sys/kernel/btf/vmlinux", new byte[30]),
            "kernel-btf",
            "malformed BTF"),
        no("no sched_ext", h -> btf(h, new BtfBuilder()), "sched-ext", "built without sched_ext"),
        no(
            "a function missing",
            h -> btf(h, BtfBuilder.ofGoodKernel(List.of("scx_bpf_dsq_insert", "scx_bpf_consume"))),
            "kernel-functions",
            "scx_bpf_create_dsq"),
        no(
            "a renamed function missing",
            h -> btf(h, BtfBuilder.ofGoodKernel(List.of("scx_bpf_dsq_insert"))),
            "kernel-functions",
            "scx_bpf_consume or scx_bpf_dsq_move_to_local"),
        no(
            "a hidden parameter",
            h -> btf(h, goodBtf().function("scx_bpf_now", "aux")),
            "kernel-function-types",
            "scx_bpf_now show a hidden parameter"),
        no(
            "32-bit enumerators",
            h -> btf(
                h,
                new BtfBuilder()
                    .struct("sched_ext_ops", "enqueue")
                    .enum32("scx_dsq_id_flags", Map.of("SCX_DSQ_LOCAL", 2L))),
            "kernel-enumerators",
            "no 64-bit enumerators"),
        no(
            "lockdown",
            h -> h.write(lockdown, "none integrity [confidentiality]"),
            "lockdown",
            "confidentiality"),
        open(
            "no securityfs, and the kernel does not answer",
            h -> lockdownAskedOfTheKernel(h, -Errno.EPERM),
            "lockdown",
            "securityfs"),
        open(
            "no securityfs, and the kernel refuses every program",
            h -> lockdownAskedOfTheKernel(h, 1),
            "lockdown",
            "securityfs"),
        no(
            "no securityfs, and the kernel refuses what a lockdown forbids",
            h -> lockdownAskedOfTheKernel(h, 0),
            "lockdown",
            "a lockdown forbids BPF programs to read kernel memory"),
        no(
            "isolcpus",
            h -> h.write("sys/devices/system/cpu/isolated", "2-3\n"),
            "isolated-cpus",
            "CPUs 2-3 are isolated"),
        no(
            "no cgroup v2",
            h -> h.delete("sys/fs/cgroup/cgroup.controllers"),
            "cgroup-v2",
            "no cgroup v2"));
  }

  private static List<Row> processRows() {
    var status = "proc/self/status";
    return List.of(
        no(
            "no capability",
            h -> h.write(status, "CapEff:\t0000000000000000\n"),
            "capabilities",
            "lacks CAP_BPF, CAP_PERFMON, CAP_SYS_RESOURCE"),
        no(
            "no CAP_PERFMON",
            h -> h.write(status, "CapEff:\t0000008001000000\n"),
            "capabilities",
            "lacks CAP_PERFMON"),
        no(
            "CAP_SYS_ADMIN alone",
            h -> h.write(status, "CapEff:\t0000000000200000\n"),
            "capabilities",
            "lacks CAP_SYS_RESOURCE"),
        open("no status", h -> h.delete(status), "capabilities", "cannot be read"),
        no(
            "user namespace",
            h -> h.write("proc/self/uid_map", "0 100000 65536"),
            "user-namespace",
            "user namespace"),
        open("no uid_map", h -> h.delete("proc/self/uid_map"), "user-namespace", "cannot be read"),
        no(
            "BPF forbidden",
            h -> h.libbpf.failures.put("bpf_map_create", -Errno.EPERM),
            "bpf-system-call",
            "EPERM"));
  }

  private static List<Row> schedulerRows() {
    return List.of(
        no(
            "another scheduler",
            h -> h.setAttached("scx_layered"),
            "another-scheduler",
            "the scheduler 'scx_layered' is attached (enabled)"),
        no(
            "another Temper",
            h -> h.setAttached("temper"),
            "another-scheduler",
            "another Temper process"),
        open(
            "no state",
            h -> h.delete("sys/kernel/sched_ext/state"),
            "another-scheduler",
            "cannot be read"));
  }

  @Test
  void featureLevel_ofAnyHost_isThatOfItsTypes() {
    btf(host, goodBtf().function("scx_bpf_events", "events"));
    assertThat(host.loader().preflight().featureLevel()).contains("FL1");
    btf(host, new BtfBuilder());
    assertThat(host.loader().preflight().featureLevel()).contains("none");
    host.delete("sys/kernel/btf/vmlinux");
    assertThat(host.loader().preflight().featureLevel()).isEmpty();
  }

  @Test
  void run_inAContainerWithoutSecurityfs_asksTheKernelWhetherItIsLockedDown() {
    host.delete("sys/kernel/security/lockdown");
    assertThat(host.loader().preflight().run())
        .allSatisfy(check -> assertThat(check.verdict()).isEqualTo(Verdict.SUPPORTED));
  }

  @Test
  void run_withoutThePrivilegeThatAnAnswerTakes_takesNoRefusalForALockdown() {
    lockdownAskedOfTheKernel(host, 0);
    host.write("proc/self/status", "CapEff:\t0000008001000000\n");
    assertThat(host.loader().preflight().run())
        .filteredOn(check -> check.id().equals("lockdown"))
        .singleElement()
        .satisfies(check -> assertThat(check.verdict()).isEqualTo(Verdict.UNKNOWN));
  }

  @Test
  void askHost_asksNeitherObjectNorLibbpf() {
    var ids = host.loader().preflight().askHost().stream().map(Check::id).toList();
    assertThat(ids).contains("kernel-version", "sched-ext", "capabilities");
    assertThat(ids).doesNotContain("scheduler-object", "libbpf");
  }

  @Test
  void schedulerInCharge_isThatOfTheKernel() {
    assertThat(host.loader().preflight().schedulerInCharge()).isEmpty();
    host.setAttached("temper");
    assertThat(host.loader().preflight().schedulerInCharge()).contains("temper");
    host.delete("sys/kernel/sched_ext/state");
    assertThat(host.loader().preflight().schedulerInCharge()).isEmpty();
  }

  @Test
  void isTempers_knowsItsNameWithAndWithoutSuffix() {
    assertThat(Preflight.isTempers("temper")).isTrue();
    assertThat(Preflight.isTempers("temper_1.2.3")).isTrue();
    assertThat(Preflight.isTempers("scx_lavd")).isFalse();
  }

  @Test
  void schedExt_saysTheFeatureLevel() {
    btf(host, goodBtf().function("scx_bpf_events", "events"));
    assertThat(host.loader().preflight().run())
        .filteredOn(check -> check.id().equals("sched-ext"))
        .singleElement()
        .satisfies(
            check -> assertThat(check.finding()).endsWith("feature level FL1 (event counters)"));
  }

  @Test
  void musl_isAdviceAndNoRefusal() {
    host.write("proc/self/maps", "7f00 r-xp /lib/ld-musl-x86_64.so.1\n");
    var checks = host.loader().preflight().run();
    assertThat(checks)
        .filteredOn(check -> check.verdict() != Verdict.SUPPORTED)
        .extracting(Check::id, Check::blocking)
        .containsExactly(tuple("c-library", false));
    assertThat(Preflight.resultOf(checks)).isEqualTo(new ProbeResult.Supported());
  }

  @Test
  void resultOf_openQuestionOnWhichAttachingDoesNotDepend_isYes() {
    var open = new Check("cpu-limits", Verdict.UNKNOWN, false, "unreadable", "read it as root");
    assertThat(Preflight.resultOf(List.of(open))).isEqualTo(new ProbeResult.Supported());
  }

  @Test
  void libbpfThatCannotBeLoaded_isAnAnswer() {
    var choice = new LibbpfChoice.File(Path.of("/nowhere/libbpf.so.1"));
    var options = SchedExtOptions.builder().libbpf(choice).build();
    assertThat(Preflight.ofThisHost(options).run())
        .filteredOn(check -> check.id().equals("libbpf"))
        .singleElement()
        .satisfies(check -> assertThat(check.verdict()).isEqualTo(Verdict.UNSUPPORTED))
        .satisfies(check -> assertThat(check.finding()).contains("/nowhere/libbpf.so.1"));
  }

  @Test
  void objectThatIsNotThere_isAnAnswer() {
    var options =
        SchedExtOptions.builder().objectFile(Path.of("/nowhere/temper.bpf.o")).build();
    assertThat(host.loader(options).preflight().run())
        .filteredOn(check -> check.id().equals("scheduler-object"))
        .singleElement()
        .satisfies(check -> assertThat(check.finding()).contains("/nowhere/temper.bpf.o"));
  }
}
