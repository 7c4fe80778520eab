package io.temper.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalTest {
  @TempDir
  private Path folder;

  private Terminal terminal;

  @BeforeEach
  void open() throws Exception {
    Path kubectl = program("kubectl-1.34", "echo kubectl of $KUBECONFIG at $PWD: $*");
    Path helm = program("helm-3", "echo helm in $HELM_NAMESPACE with $HELM_CACHE_HOME");
    terminal = Terminal.open(
        Files.createDirectory(folder.resolve("tree")),
        new ClusterPrograms(Map.of("kubectl", kubectl), helm),
        new Helm(helm, Path.of("/admin"), folder.resolve("home")),
        Map.of("NODE", "node-1"));
  }

  private Path program(String name, String line) throws Exception {
    Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + line + "\n");
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void type_programsVariablesAndFolder_areThoseOfTheCluster() {
    assertThat(terminal.type("kubectl get node $NODE").text())
        .isEqualTo("kubectl of /admin at " + folder.resolve("tree") + ": get node node-1");
  }

  @Test
  void type_variableThatWasExported_isThereLater() {
    terminal.type("export HELM_NAMESPACE=temper").text();

    assertThat(terminal.type("helm list").text())
        .isEqualTo("helm in temper with " + folder.resolve("home/cache"));
  }

  @Test
  void type_commandThatFails_tellsItsCode() {
    assertThat(terminal.type("exit 3").code()).isEqualTo(3);
  }
}
