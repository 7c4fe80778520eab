package io.temper.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.temper.agent.json.JsonSchemas;
import io.temper.testkit.cluster.ControlPlane;
import io.temper.testkit.cluster.NeedsControlPlane;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code temper migrate --check} on a real API server that has something of everything. The last test runs
 * what it printed.
 */
@NeedsControlPlane
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MigrateClusterTest {
  @TempDir
  private static Path folder;

  private static MigrationCluster cluster;

  @BeforeAll
  static void makeEverything() throws IOException {
    cluster = MigrationCluster.of("cluster.txt", folder);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static CommandRun check(String token, String... options) {
    var args =
        new ArrayList<>(List.of("migrate", "--check", "--kubeconfig", cluster.kubeconfig(token)));
    args.addAll(List.of(options));
    return CommandRun.of(args.toArray(String[]::new));
  }

  private static String withoutPort(String text) {
    return text.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:6443");
  }

  @Test
  @Order(1)
  void cluster_everythingThatIsOld_isListedWithItsCommands() {
    var run = check(ControlPlane.ADMIN);

    assertThat(run.exitCode()).isEqualTo(1);
    Golden.assertMatches("migrate/cluster.out", withoutPort(run.out()));
  }

  @Test
  @Order(1)
  void cluster_asJson_isValid() {
    JsonSchemas.requireValid(
        "migration-report-v1", check(ControlPlane.ADMIN, "-o", "json").out());
  }

  @Test
  @Order(1)
  void cluster_noRights_saysOfEachKindThatItCouldNotBeChecked() {
    var run = check(ControlPlane.AGENT);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out())
        .contains("# Could not check\n#   nodes: no right to list them in all namespaces")
        .contains("#   prometheusrules: no right")
        .contains("no old names; ");
  }

  @Test
  @Order(1)
  void cluster_wrongToken_couldNotFindOut() {
    var run = check("nobody");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("temper: cannot list nodes: ").contains("401");
  }

  @Test
  @Order(2)
  void cluster_scriptRun_leavesWhatNobodyCanChange() throws Exception {
    assumeTrue(MigrationCluster.hasKubectl(), "THE SCRIPT IS NOT RUN: there is no kubectl");
    var done = cluster.shell("temper migrate --check > migrate.sh || sh -eu migrate.sh");
    assertThat(done.exitCode()).as(done.output()).isZero();

    var after = check(ControlPlane.ADMIN);
    Golden.assertMatches("migrate/cluster-after.out", withoutPort(after.out()));
  }
}
