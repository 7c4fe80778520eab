package io.temper.lab.suite;

import io.temper.lab.LabException;
import io.temper.lab.host.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Reads the totals of the XML reports that JUnit writes. */
final class JUnitReports {
  private JUnitReports() {}

  /**
   * Adds up all reports of a folder.
   *
   * @param folder holds files {@code TEST-*.xml}
   * @return the totals; {@link Tally#NONE} if there is no report
   */
  static Tally read(Path folder) {
    Tally total = Tally.NONE;
    for (Path file : reports(folder)) {
      total = total.plus(tally(file));
    }
    return total;
  }

  static List<Path> reports(Path folder) {
    return Folders.list(folder).stream()
        .filter(file -> String.valueOf(file.getFileName()).matches("TEST-.*\\.xml"))
        .toList();
  }

  private static Tally tally(Path file) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Element suite = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
      int failed = count(suite, "failures") + count(suite, "errors");
      int skipped = count(suite, "skipped");
      return new Tally(count(suite, "tests") - failed - skipped, failed, skipped);
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new LabException("the test report " + file + " cannot be read: " + e, e);
    }
  }

  private static int count(Element suite, String attribute) {
    return Integer.parseInt(suite.getAttribute(attribute));
  }
}
