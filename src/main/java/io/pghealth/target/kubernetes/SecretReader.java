package io.pghealth.target.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.pghealth.api.CredentialsRef;
import io.pghealth.target.Credentials;
import io.pghealth.target.kubernetes.UnresolvedTargetException.Reason;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Reads Secrets and ConfigMaps of one namespace by name. */
final class SecretReader {
  /**
   * Only these: what a Secret of another type holds, a token of a ServiceAccount say, is nothing to
   * send to a server that the monitor's author names.
   */
  private static final Set<String> TYPES = Set.of("Opaque", "kubernetes.io/basic-auth");

  private final KubernetesClient client;
  private final String namespace;

  SecretReader(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /**
   * A user name and a password.
   *
   * @param passwordNeeded whether its absence is an error
   */
  Credentials credentials(String field, CredentialsRef ref, boolean passwordNeeded)
      throws UnresolvedTargetException {
    if (ref == null || ref.name() == null) {
      throw TargetResolver.invalid(
          field, "missing; set {name: ...}, a Secret with the keys username and password");
    }
    Secret secret = secret(field, ref.name());
    String userKey = ref.usernameKey() == null ? "username" : ref.usernameKey();
    String passwordKey = ref.passwordKey() == null ? "password" : ref.passwordKey();
    String user = value(field + ".usernameKey", secret, userKey, true);
    if (user.chars().anyMatch(Character::isISOControl)) {
      throw new UnresolvedTargetException(
          Reason.SECRET_INVALID,
          field + ".usernameKey",
          "the user name in key \""
              + userKey
              + "\" of "
              + named(secret)
              + " has a line break or another control character in it; take it out");
    }
    String password = value(field + ".passwordKey", secret, passwordKey, passwordNeeded);
    return new Credentials(user, password);
  }

  /** The value of a key of a Secret, never empty. */
  String secretValue(String field, String name, String key) throws UnresolvedTargetException {
    return value(field, secret(field, name), key, true);
  }

  /** The value of a key of a ConfigMap, never empty. */
  String configMapValue(String field, String name, String key) throws UnresolvedTargetException {
    String shown = "ConfigMap \"" + name + "\"";
    ConfigMap map =
        get(field, shown, () -> client.configMaps().inNamespace(namespace).withName(name).get());
    if (map == null) {
      throw new UnresolvedTargetException(
          Reason.CONFIG_MAP_NOT_FOUND,
          field,
          shown + " does not exist in namespace \"" + namespace + "\"; create it");
    }
    String value = map.getData() == null ? null : map.getData().get(key);
    if (value == null || value.isBlank()) {
      throw new UnresolvedTargetException(
          Reason.CONFIG_MAP_KEY_MISSING,
          field,
          shown + " has no key \"" + key + "\", or it is empty; " + keys(map.getData()));
    }
    return value;
  }

  private Secret secret(String field, String name) throws UnresolvedTargetException {
    String shown = "Secret \"" + name + "\"";
    Secret secret =
        get(field, shown, () -> client.secrets().inNamespace(namespace).withName(name).get());
    if (secret == null) {
      throw new UnresolvedTargetException(
          Reason.SECRET_NOT_FOUND,
          field,
          shown + " does not exist in namespace \"" + namespace + "\"; create it");
    }
    if (secret.getType() != null && !TYPES.contains(secret.getType())) {
      throw new UnresolvedTargetException(
          Reason.SECRET_TYPE_REFUSED,
          field,
          shown
              + " is of type "
              + secret.getType()
              + "; only Opaque and kubernetes.io/basic-auth are read");
    }
    return secret;
  }

  private static String value(String field, Secret secret, String key, boolean needed)
      throws UnresolvedTargetException {
    String encoded = secret.getData() == null ? null : secret.getData().get(key);
    if (encoded == null || encoded.isEmpty()) {
      if (!needed) {
        return null;
      }
      throw new UnresolvedTargetException(
          Reason.SECRET_KEY_MISSING,
          field,
          named(secret) + " has no key \"" + key + "\", or it is empty; " + keys(secret.getData()));
    }
    String value = new String(Base64.getDecoder().decode(encoded), UTF_8);
    if (value.indexOf('\0') >= 0) {
      throw new UnresolvedTargetException(
          Reason.SECRET_INVALID,
          field,
          "the value in key \"" + key + "\" of " + named(secret) + " has a zero byte in it");
    }
    return value;
  }

  private <T> T get(String field, String shown, Supplier<T> read) throws UnresolvedTargetException {
    try {
      return read.get();
    } catch (KubernetesClientException e) {
      if (e.getCode() == 403) {
        throw new UnresolvedTargetException(
            Reason.FORBIDDEN,
            field,
            "pghealth may not read "
                + shown
                + " in namespace \""
                + namespace
                + "\"; grant its ServiceAccount the verb get on it");
      }
      throw e;
    }
  }

  private static String named(Secret secret) {
    return "Secret \"" + secret.getMetadata().getName() + "\"";
  }

  private static String keys(Map<String, String> data) {
    return data == null || data.isEmpty()
        ? "it has no keys"
        : "its keys are " + String.join(", ", data.keySet().stream().sorted().limit(20).toList());
  }
}
