/** Real servers for tests: PostgreSQL 14 to 18 and a Kubernetes API server. */
package io.pghealth.testing;
