package io.temper.agent.report.advice;

import io.temper.agent.report.input.InputException;
import io.temper.agent.report.input.InputFile;
import io.temper.k8s.api.ApiException;
import io.temper.k8s.api.ApiServer;
import io.temper.k8s.migrate.Migration;
import io.temper.k8s.migrate.MigrationReport;
import io.temper.k8s.migrate.OldUse;
import io.temper.k8s.text.UnreadableTextException;
import io.temper.runtime.input.ReadProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Looks for old names where the user says. */
public final class MigrationMaker {
  private static final String STDIN = "-";
  private static final InputFile FILE = new InputFile(
      "the name of a file is empty: name a manifest, or '-'",
      "name the files in it",
      "name a manifest, or '-'");

  private MigrationMaker() {}

  /**
   * Looks through a cluster.
   *
   * @param kubeconfig names it; null for the one of the environment
   * @return what was found
   * @throws InputException if it cannot be asked
   */
  public static MigrationReport ofCluster(@Nullable Path kubeconfig) {
    try (ApiServer server =
        kubeconfig == null ? ApiServer.ofEnvironment() : ApiServer.of(kubeconfig)) {
      return Migration.of(server);
    } catch (ApiException | UnreadableTextException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Looks through files.
   *
   * @param files their names; {@code -} for standard input
   * @param stdin standard input
   * @param watch wraps each stream, for example to count
   * @return what was found in all of them
   * @throws InputException if one cannot be read
   */
  public static MigrationReport ofFiles(
      List<String> files, InputStream stdin, UnaryOperator<InputStream> watch) {
    List<OldUse> uses = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String file : files) {
      boolean isFile = !file.equals(STDIN);
      String name = isFile ? file : "standard input";
      names.add(name);
      try (InputStream in = watch.apply(isFile ? FILE.open(file) : stdin)) {
        uses.addAll(Migration.of(name, in, isFile).uses());
      } catch (UnreadableTextException e) {
        throw new InputException(String.valueOf(e.getMessage()), e);
      } catch (IOException e) {
        throw new InputException(name + ": " + ReadProblem.of(e, "check the file"), e);
      }
    }
    return new MigrationReport(String.join(", ", names), uses, List.of());
  }
}
