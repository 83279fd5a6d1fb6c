/** Findings: identity, severity, confidence and the ledger of their lives. */
package io.pghealth.finding;
