package io.temper.k8s;

import io.temper.k8s.text.DocumentReader;
import java.util.function.Consumer;

/** Looks for the pod that a controller will make: in its template, or in that of its jobs. */
final class TemplateReader {
  private final DocumentReader in;
  private final PodFactsReader facts;

  TemplateReader(DocumentReader in, PodFactsReader facts) {
    this.in = in;
    this.facts = facts;
  }

  /**
   * Reads the specification of a controller.
   *
   * @param others takes all other keys
   */
  void readSpec(ObjectRead object, Consumer<String> others) {
    if (!in.enterObject("spec")) {
      return;
    }
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      switch (key) {
        case "jobTemplate" -> object.readOfMaker(() -> readJobTemplate(object));
        case "template" -> object.readOfMaker(() -> readPodTemplate(object));
        default -> others.accept(key);
      }
    }
  }

  private void readJobTemplate(ObjectRead object) {
    if (!in.enterObject("jobTemplate")) {
      return;
    }
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      if (key.equals("spec")) {
        readSpec(object, unused -> in.skip());
      } else {
        in.skip();
      }
    }
  }

  /** Takes annotations and specification of the template; the name is that of the controller. */
  private void readPodTemplate(ObjectRead object) {
    if (!in.enterObject("template")) {
      return;
    }
    PodFactsBuilder template = new PodFactsBuilder();
    object.template = template;
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      switch (key) {
        case "metadata" -> readMetadata(template);
        case "spec" -> facts.readSpec(template);
        default -> in.skip();
      }
    }
  }

  private void readMetadata(PodFactsBuilder template) {
    if (!in.enterObject("metadata")) {
      return;
    }
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      if (key.equals("annotations")) {
        template.annotationsLine = in.keyPosition().line();
        template.annotations = facts.textMap(key);
      } else {
        in.skip();
      }
    }
  }
}
