/** What must outlive a restart: baselines, first-seen times, the ledger. */
package io.pghealth.history;
