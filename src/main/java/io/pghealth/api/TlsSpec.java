package io.pghealth.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * How connections are protected.
 *
 * @param mode verify-full: encrypted, certificate checked, host name checked. verify-ca: host name
 *     not checked. require: nothing checked. disable: not encrypted
 * @param caSecretRef secret whose key ca.crt holds the certificates of the authorities to trust.
 *     Default: those of the operator's image
 * @param caConfigMapRef configMap whose key ca.crt holds the certificates of the authorities to
 *     trust
 * @param clientCertSecretRef secret whose keys tls.crt and tls.key (PKCS#8) are the client
 *     certificate to log in with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "!(has(self.caSecretRef) && has(self.caConfigMapRef))",
    message = "set only one of caSecretRef and caConfigMapRef")
@ValidationRule(
    value =
        "!(self.mode == 'disable' && (has(self.caSecretRef) || has(self.caConfigMapRef) || has(self.clientCertSecretRef)))",
    message = "mode disable uses no certificate; remove the references or set mode: verify-full")
@ValidationRule(
    value = "!(self.mode == 'require' && (has(self.caSecretRef) || has(self.caConfigMapRef)))",
    message =
        "mode require checks no certificate; set mode: verify-full or verify-ca to use the authorities")
public record TlsSpec(
    @JsonPropertyDescription(
            "verify-full: encrypted, certificate checked, host name checked. verify-ca: host name not checked. require: nothing checked. disable: not encrypted.")
        @Default("verify-full")
        @Pattern("^(verify-full|verify-ca|require|disable)$")
        String mode,
    @JsonPropertyDescription(
            "Secret whose key ca.crt holds the certificates of the authorities to trust. Default: those of the operator's image.")
        NameRef caSecretRef,
    @JsonPropertyDescription(
            "ConfigMap whose key ca.crt holds the certificates of the authorities to trust.")
        NameRef caConfigMapRef,
    @JsonPropertyDescription(
            "Secret whose keys tls.crt and tls.key (PKCS#8) are the client certificate to log in with.")
        NameRef clientCertSecretRef) {}
