package io.temper.agent.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.cluster.AgentAccount;
import io.temper.testkit.cluster.HelmProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The chart of the checkout, as Helm renders it. */
final class HelmChart {
  /** The release's name. */
  static final String RELEASE = "temper";

  private static final Path FOLDER = Path.of("../deploy/helm/temper");
  private static final JsonMapper JSON = new JsonMapper();

  private HelmChart() {}

  /**
   * Renders all objects of a release in the namespace of the agents, those of hooks included.
   *
   * @param settings as Helm's {@code --set} takes them
   */
  static List<JsonNode> render(String... settings) {
    Path home = Path.of(System.getProperty("user.home"));
    var command = new ArrayList<>(List.of(
        HelmProgram.find(System.getenv(), home).orElseThrow().toString(),
        "template",
        RELEASE,
        FOLDER.toString(),
        "--namespace",
        AgentAccount.NAMESPACE,
        "--kube-version",
        "1.34.0"));
    Stream.of(settings).forEach(setting -> command.addAll(List.of("--set", setting)));
    return documents(output(command));
  }

  private static String output(List<String> command) {
    try {
      Process helm = new ProcessBuilder(command)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
      String text = new String(helm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(helm.waitFor()).as("exit code of %s", command).isZero();
      return text;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static List<JsonNode> documents(String yaml) {
    List<JsonNode> documents = new ArrayList<>();
    for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
      if (document != null) {
        documents.add(JSON.valueToTree(document));
      }
    }
    return documents;
  }

  /** Tells whether an object is there only while Helm runs a hook. */
  static boolean isHook(JsonNode object) {
    return object.at("/metadata/annotations").has("helm.sh/hook");
  }
}
