package io.pghealth.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How a result is reported. */
enum OutputForm {
  TEXT,
  JSON;

  /** Reads {@code --output}. */
  static final class Converter implements ITypeConverter<OutputForm> {
    @Override
    public OutputForm convert(String value) {
      return switch (value.toLowerCase(Locale.ROOT)) {
        case "text" -> TEXT;
        case "json" -> JSON;
        default ->
            throw new TypeConversionException(
                "--output: " + Visible.echo(value) + " is neither text nor json");
      };
    }
  }
}
