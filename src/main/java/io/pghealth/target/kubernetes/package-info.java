/** A {@code PostgresMonitor} and the Secrets that it names, made into a target. */
package io.pghealth.target.kubernetes;
