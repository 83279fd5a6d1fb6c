package io.pghealth.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What Maven says that this is. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/io/pghealth/version.properties")) {
      properties.load(in);
    }
    return new String[] {"pghealth " + properties.getProperty("version")};
  }
}
