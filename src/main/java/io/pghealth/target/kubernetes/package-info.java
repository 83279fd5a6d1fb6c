/**
 * A {@code PostgresMonitor} and the Secrets that it names, made into a target; addresses of a
 * server's clients, made into workloads.
 */
package io.pghealth.target.kubernetes;
