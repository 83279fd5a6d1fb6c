/** Reconcilers and scheduling. */
package io.pghealth.operator;
