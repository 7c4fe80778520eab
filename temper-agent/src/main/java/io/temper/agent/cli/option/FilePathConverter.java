package io.temper.agent.cli.option;

import io.temper.runtime.config.FileConfig;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the path of a file that need not be there, by the rule of the configuration, but relative ones as well.
 * Goes by the text: the empty one is the working directory to a {@link Path}, which has lost a slash at its end
 * as well.
 */
public final class FilePathConverter implements ITypeConverter<Path> {
  public FilePathConverter() {}

  @Override
  public Path convert(String text) {
    if (FileConfig.namesFile(text)) {
      return Path.of(text);
    }
    throw new TypeConversionException("'" + text + "' can only be a directory: name a file");
  }
}
