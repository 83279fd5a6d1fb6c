/** The commands, which run without Kubernetes and without Quarkus. */
package io.pghealth.cli;
