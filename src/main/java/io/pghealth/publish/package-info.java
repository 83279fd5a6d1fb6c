/** Status, reports, events and metrics, all from one ledger result. */
package io.pghealth.publish;
