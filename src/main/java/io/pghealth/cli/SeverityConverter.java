package io.pghealth.cli;

import io.pghealth.finding.Severity;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --fail-on}. */
final class SeverityConverter implements ITypeConverter<Severity> {
  @Override
  public Severity convert(String value) {
    return Arrays.stream(Severity.values())
        .filter(severity -> severity.text().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(() ->
            new TypeConversionException(
                "--fail-on: "
                    + Visible.echo(value)
                    + " is no severity; write "
                    + Arrays.stream(Severity.values())
                        .map(Severity::text)
                        .collect(Collectors.joining(", "))));
  }
}
