package io.pghealth.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/** Reads a path; an empty one, which would stand for the working directory, is none. */
final class PathConverter implements ITypeConverter<Path> {
  @Override
  public Path convert(String value) {
    if (value.isBlank()) {
      throw new InvalidPathException(value, "it is empty");
    }
    return Path.of(value);
  }
}
